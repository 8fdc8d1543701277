package dure.access;

import dure.region.MunicipalityCode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The door to whose account a login is, for offices: of their own municipality only, so that nobody tries out logins. */
@Service
public class AccountsOfAMunicipality {
    private final AccessStore store;

    AccountsOfAMunicipality(AccessStore store) {
        this.store = store;
    }

    /** The account, where it is enabled and has a role in this municipality. */
    public Optional<UUID> find(MunicipalityCode municipality, String login) {
        return store.account(login)
                .filter(account -> !account.disabled()
                        && account.grants().stream()
                                .anyMatch(grant ->
                                        municipality.equals(grant.given().municipality())))
                .map(Account::id);
    }

    /** The account, where it is enabled and may do that in this municipality. */
    public Optional<UUID> find(MunicipalityCode municipality, String login, Permission permission) {
        return store.account(login)
                .filter(account -> !account.disabled()
                        && account.grants().stream()
                                .anyMatch(grant -> grant.powers().may(permission, municipality)))
                .map(Account::id);
    }
}
