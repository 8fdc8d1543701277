package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReachOfATokenAndItsAccount {
    private static final MunicipalityCode SEOGU = new MunicipalityCode("30170");
    private static final MunicipalityCode CHEONAN = new MunicipalityCode("44130");

    @Test
    void an_officer_of_the_whole_country_reads_and_writes_everywhere() {
        var viewer = account(Role.JOB_POLICY_OFFICER, null).viewer();
        assertThat(viewer.powers().writes().includes(SEOGU)).isTrue();
        assertThat(viewer.may(Permission.ACCESS_WRITE)).isFalse();
    }

    @Test
    void an_officer_writes_at_home_only() {
        var viewer = account(Role.JOB_POLICY_OFFICER, SEOGU).viewer();
        assertThat(viewer.powers().writes().includes(SEOGU)).isTrue();
        assertThat(viewer.powers().writes().includes(CHEONAN)).isFalse();
        assertThat(viewer.reads().includes(CHEONAN)).isFalse();
    }

    @Test
    void a_reader_writes_nowhere() {
        var viewer = account(Role.READER, SEOGU).viewer();
        assertThat(viewer.reads().includes(SEOGU)).isTrue();
        assertThat(viewer.powers().writes()).isEqualTo(Reach.NOWHERE);
    }

    @Test
    void a_one_time_password_reaches_nothing() {
        var grant = new Account.Grant(UUID.randomUUID(), new Account.Given(Role.ADMINISTRATOR, null, null));
        var account = new Account(UUID.randomUUID(), "kim", "Kim", null, true, false, List.of(grant));
        assertThat(account.viewer().reads()).isEqualTo(Reach.NOWHERE);
        assertThat(account.viewer().roles()).isEmpty();
        assertThat(account.viewer().powers()).isEqualTo(Powers.NONE);
    }

    @Test
    void a_token_for_one_municipality_stays_there_though_its_account_goes_everywhere() {
        var viewer = BearerFilter.viewer(token(SEOGU, Permission.PLANS_WRITE), account(Role.JOB_POLICY_OFFICER, null));
        assertThat(viewer.powers().writes().includes(SEOGU)).isTrue();
        assertThat(viewer.powers().writes().includes(CHEONAN)).isFalse();
        assertThat(viewer.reads().includes(CHEONAN)).isFalse();
        assertThat(viewer.roles()).isEmpty();
    }

    @Test
    void a_token_goes_no_further_than_its_account() {
        var viewer = BearerFilter.viewer(token(null, Permission.PLANS_WRITE), account(Role.JOB_POLICY_OFFICER, SEOGU));
        assertThat(viewer.powers().writes()).isEqualTo(Reach.of(Set.of(SEOGU)));
        var none = BearerFilter.viewer(token(CHEONAN, Permission.PLANS_WRITE), account(Role.JOB_POLICY_OFFICER, SEOGU));
        assertThat(none.powers().writes().includes(CHEONAN)).isFalse();
    }

    private static Account account(Role role, MunicipalityCode municipality) {
        var grant = new Account.Grant(UUID.randomUUID(), new Account.Given(role, municipality, null));
        return new Account(UUID.randomUUID(), "kim", "Kim", null, false, false, List.of(grant));
    }

    private static Token token(MunicipalityCode municipality, Permission scope) {
        var now = Instant.now();
        return new Token(UUID.randomUUID(), UUID.randomUUID(), "Kim", "t", Set.of(scope), municipality, now, now, null);
    }
}
