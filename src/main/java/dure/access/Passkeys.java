package dure.access;

import com.webauthn4j.util.exception.WebAuthnException;
import dure.web.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 패스키 (WebAuthn). Every one must verify its owner – by finger, face or PIN – so that one passkey is both factors: what
 * somebody has, and what they are or know.
 */
@Service
class Passkeys {
    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);

    /** As many as somebody has devices; a list that grows without end is somebody else's doing. */
    private static final int MOST = 20;

    private final PasskeyStore store;
    private final SecondFactors secondFactors;
    private final AccountLog log;
    private final AccessSettings settings;
    private volatile Webauthn4JRelyingPartyOperations ceremonies;

    Passkeys(PasskeyStore store, SecondFactors secondFactors, AccountLog log, AccessSettings settings) {
        this.store = store;
        this.secondFactors = secondFactors;
        this.log = log;
        this.settings = settings;
        this.ceremonies = ceremonies("http://localhost");
    }

    @EventListener
    void on(WebServerInitializedEvent started) {
        ceremonies = ceremonies("http://localhost:" + started.getWebServer().getPort());
    }

    /** @param here where this is found as long as no setting says where people find it */
    private Webauthn4JRelyingPartyOperations ceremonies(String here) {
        var address = settings.address() == null ? URI.create(here) : settings.address();
        var host = settings.passkeyHost() == null ? address.getHost() : settings.passkeyHost();
        var origins = settings.passkeyOrigins().isEmpty() ? Set.of(origin(address)) : settings.passkeyOrigins();
        var made = new Webauthn4JRelyingPartyOperations(
                store,
                store,
                PublicKeyCredentialRpEntity.builder().id(host).name("Dure").build(),
                origins);
        made.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        made.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return made;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    List<CredentialRecord> of(UUID account) {
        return store.findByUserId(PasskeyStore.handle(account));
    }

    PublicKeyCredentialCreationOptions beginRegistration(SignedIn who) {
        if (of(who.account()).size() >= MOST) {
            throw Refusal.of(new Refusal.Field("label", "access.passkey.most", MOST));
        }
        return ceremonies.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(authentication(who)));
    }

    @Transactional
    public void register(SignedIn who, PublicKeyCredentialCreationOptions options, RelyingPartyPublicKey key) {
        requireLabel(key.getLabel());
        if (!PasskeyStore.account(options.getUser().getId()).equals(who.account())) {
            throw Refusal.notThere();
        }
        try {
            ceremonies.registerCredential(new ImmutableRelyingPartyRegistrationRequest(options, key));
        } catch (IllegalArgumentException | WebAuthnException e) {
            LOG.info("A passkey was not registered: {}", e.getMessage());
            throw Refusal.of(new Refusal.Field("passkey", "access.passkey.refused"));
        }
        log.write(AccountEvent.PASSKEY_REGISTERED, who.account(), who.account(), key.getLabel());
    }

    PublicKeyCredentialRequestOptions beginSignIn() {
        return ceremonies.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /** Whose passkey this is, if it is one and has verified its owner. */
    Optional<UUID> owner(
            PublicKeyCredentialRequestOptions options, PublicKeyCredential<AuthenticatorAssertionResponse> assertion) {
        try {
            var entity = ceremonies.authenticate(new RelyingPartyAuthenticationRequest(options, assertion));
            return Optional.of(PasskeyStore.account(entity.getId()));
        } catch (IllegalArgumentException | WebAuthnException e) {
            LOG.info("A passkey was refused: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Transactional
    public void rename(SignedIn who, Bytes id, String label) {
        requireLabel(label);
        if (!store.rename(id, who.account(), label.strip())) {
            throw Refusal.notThere();
        }
    }

    @Transactional
    public void remove(SignedIn who, Bytes id) {
        secondFactors.requireAnotherBeside(who, new SecondFactorStore.Held(false, 1, 0));
        if (!store.remove(id, who.account())) {
            throw Refusal.notThere();
        }
        log.write(AccountEvent.PASSKEY_REMOVED, who.account(), who.account(), "");
    }

    private static void requireLabel(String label) {
        if (label.isBlank() || label.length() > 60) {
            throw Refusal.of(new Refusal.Field("label", "access.passkey.label.form"));
        }
    }

    private static Authentication authentication(SignedIn who) {
        return UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
    }
}
