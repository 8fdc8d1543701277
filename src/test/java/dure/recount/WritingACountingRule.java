package dure.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.CountingRule;
import dure.ledger.Publication;
import dure.ledger.RuleDraft;
import dure.ledger.RuleKey;
import dure.ledger.Rules;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;

@DureTest
class WritingACountingRule {
    @LocalServerPort
    int port;

    @Autowired
    Rules rules;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    MunicipalityCode municipality;
    Viewer officer;
    Viewer approver;

    @BeforeEach
    void chooseMunicipality(@Autowired TestBooks books) {
        municipality = books.next().municipality();
        officer = accounts.viewer(accounts.with(Role.JOB_POLICY_OFFICER, municipality));
        approver = accounts.viewer(accounts.with(Role.APPROVER, municipality));
    }

    @Test
    void an_officer_writes_it_with_a_preview_and_an_approver_publishes_it_as_it_was_read() {
        var writer = accounts.with(Role.JOB_POLICY_OFFICER, municipality);
        var http = new Http(port);
        http.signIn(writer.login(), writer.password());
        var home = "/municipalities/" + municipality + "/rules";
        var begun = http.submit(home, home + "/drafts", Map.of("basedOn", "lasting/1", "name", "kept"));
        var draft = home + "/drafts/kept-" + municipality;
        assertThat(begun.header("Location")).endsWith(draft);
        assertThat(http.get(draft + "?lang=ko").body())
                .contains("고용기간이 6개월 이상인 것만 셉니다", "id=\"preview\"", "name=\"step\" value=\"preview\"");

        var typed = new LinkedHashMap<>(Map.of(
                "revision",
                "1",
                "measures",
                "JOBS",
                "nameKo",
                "고용보험 기준",
                "nameEn",
                "Insured",
                "insured",
                "true",
                "step",
                "preview"));
        assertThat(http.submit(draft, draft, typed).body()).contains("고용보험에 가입된 것만 셉니다");
        typed.put("months", "0");
        var refused = http.submit(draft, draft, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("1부터 120 사이의 개월 수");
        typed.remove("months");
        typed.put("step", "propose");
        assertThat(http.submit(draft, draft, typed).body()).contains("Counts only what employment insurance covers.");
        typed.put("step", "save");
        assertThat(http.submit(draft, draft, typed).status()).isEqualTo(302);
        assertThat(http.submit(draft, draft, typed).body()).contains("그 사이 다른 사람이 초안을 저장했습니다");
        // Its author does not publish it, nor does anybody without that power.
        assertThat(http.submit(draft, draft + "/publication", Map.of("revision", "2"))
                        .status())
                .isEqualTo(404);

        var head = accounts.with(Role.APPROVER, municipality);
        var other = new Http(port);
        other.signIn(head.login(), head.password());
        assertThat(other.submit(draft, draft + "/publication", Map.of("revision", "1"))
                        .header("Location"))
                .contains("fault=changed");
        assertThat(other.submit(draft, draft + "/publication", Map.of("revision", "2"))
                        .header("Location"))
                .endsWith(home);

        var published =
                as(Viewer.PUBLIC, () -> rules.find("kept-" + municipality)).orElseThrow();
        assertThat(published.key().version()).isEqualTo(1);
        assertThat(published.textEn()).contains("Counts only what employment insurance covers.");
        assertThat(published.criteria().insured()).isTrue();
        assertThat(new Http(port).get(home + "?lang=ko").body()).contains("고용보험 기준");
        assertThat(new Http(port)
                        .get("/api/v1/municipalities/" + municipality + "/recount?rules=kept-" + municipality)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void is_offered_to_its_municipality_only_until_an_administrator_makes_it_one_for_everybody_word_by_word() {
        var rule = published("mine", 6);
        assertThat(as(officer, () -> rules.offered(municipality))).contains(rule);
        assertThat(as(officer, () -> rules.newest())).doesNotContain(rule);
        assertThatThrownBy(() -> as(approver, () -> rules.adopt(rule.key(), "mine-for-all")))
                .isInstanceOf(AccessDeniedException.class);

        var administrator = accounts.viewer(accounts.administrator());
        assertThat(as(administrator, () -> rules.adopt(rule.key(), "strict")))
                .isEqualTo(new Publication.NameTaken("strict"));
        var name = "adopted-from-"
                + municipality
                        .value()
                        .chars()
                        .mapToObj(c -> String.valueOf((char) (c - '0' + 'a')))
                        .reduce("", String::concat);
        var adopted = (Publication.Published) as(administrator, () -> rules.adopt(rule.key(), name));
        assertThat(adopted.rule().criteria()).isEqualTo(rule.criteria());
        assertThat(as(Viewer.PUBLIC, () -> rules.newest()))
                .anyMatch(one -> one.key().id().equals(name));
        as(administrator, () -> rules.retire(adopted.rule().key(), LocalDate.of(2026, 1, 1), "시험 끝"));
        assertThat(as(Viewer.PUBLIC, () -> rules.newest()))
                .noneMatch(one -> one.key().id().equals(name));
    }

    @Test
    void a_change_is_a_new_version_and_the_old_one_can_still_be_asked_for() {
        var first = published("versions", 6);
        as(officer, () -> rules.begin(municipality, first.key().id(), content(6)));
        assertThat(as(approver, () -> rules.publish(municipality, first.key().id(), 1)))
                .isInstanceOf(Publication.SameAsBefore.class);
        as(officer, () -> rules.save(municipality, first.key().id(), 1, content(12)));
        assertThat(as(approver, () -> rules.publish(municipality, first.key().id(), 2)))
                .isInstanceOf(Publication.Published.class);

        assertThat(as(Viewer.PUBLIC, () -> rules.find(first.key().id()))
                        .orElseThrow()
                        .key()
                        .version())
                .isEqualTo(2);
        assertThat(as(Viewer.PUBLIC, () -> rules.find(first.key() + ""))
                        .orElseThrow()
                        .criteria()
                        .months())
                .isEqualTo(6);
    }

    @Test
    void is_retired_from_a_day_on_and_never_deleted_and_what_stands_for_no_rule_stays() {
        var rule = published("ending", 6);
        assertThatThrownBy(() -> as(officer, () -> rules.retire(rule.key(), LocalDate.of(2026, 1, 1), "시험")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(as(approver, () -> rules.retire(rule.key(), LocalDate.of(2026, 1, 1), "시험")))
                .isEqualTo(new Publication.Retired(rule.key()));
        assertThat(as(officer, () -> rules.offered(municipality)))
                .noneMatch(one -> one.key().equals(rule.key()));
        assertThat(as(Viewer.PUBLIC, () -> rules.find(rule.key().id()))).isPresent();
        assertThat(as(approver, () -> rules.retire(rule.key(), LocalDate.of(2026, 1, 1), "시험")))
                .isEqualTo(new Publication.AlreadyRetired(rule.key()));
        assertThat(as(
                        Viewer.PRODUCT,
                        () -> rules.retire(new RuleKey(Rules.DEFAULT, 1), LocalDate.of(2026, 1, 1), "시험")))
                .isEqualTo(new Publication.IsDefault());
    }

    @Test
    void nobody_publishes_what_he_saved_last() {
        var both = accounts.with(Role.JOB_POLICY_OFFICER, municipality);
        accounts.grant(both, Role.APPROVER, municipality);
        var viewer = accounts.viewer(both);
        as(viewer, () -> rules.begin(municipality, "alone", content(6)));
        assertThat(as(viewer, () -> rules.publish(municipality, "alone-" + municipality, 1)))
                .isEqualTo(new Publication.OwnDraft());
    }

    @Test
    void the_database_lets_nobody_change_a_rule_or_publish_for_another_municipality() throws Exception {
        var rule = published("walled", 6);
        try (var connection = database.asApplication()) {
            TestDatabase.bind(connection, "*", "11000");
            for (var sql : new String[] {
                "update counting_rule set name_ko = 'x' where id = '"
                        + rule.key().id() + "'",
                "delete from counting_rule",
                "insert into counting_rule (id, version, name_ko, name_en, text_ko, text_en, criteria, published_on, owner)"
                        + " select id, 2, name_ko, name_en, text_ko, text_en, criteria, published_on, owner from counting_rule"
                        + " where id = '" + rule.key().id() + "'",
                "insert into counting_rule (id, version, name_ko, name_en, text_ko, text_en, criteria, published_on)"
                        + " select 'everybody', 1, name_ko, name_en, text_ko, text_en, criteria, published_on from counting_rule"
                        + " where id = '" + rule.key().id() + "'"
            }) {
                assertThatThrownBy(() -> connection.createStatement().execute(sql))
                        .as(sql)
                        .hasMessageMatching("(?s).*(permission denied|by another than its owner).*");
            }
        }
    }

    private CountingRule published(String name, int months) {
        as(officer, () -> rules.begin(municipality, name, content(months)));
        return ((Publication.Published)
                        as(approver, () -> rules.publish(municipality, Rules.nameOf(name, municipality), 1)))
                .rule();
    }

    private static RuleDraft.Content content(int months) {
        var jobs = CountingRule.Criteria.JOBS;
        return new RuleDraft.Content(
                "시험 기준",
                "Test",
                "",
                "",
                new CountingRule.Criteria(
                        jobs.measures(),
                        null,
                        null,
                        jobs.programmeTypes(),
                        jobs.sectors(),
                        jobs.withoutIndustries(),
                        jobs.targetGroups(),
                        months,
                        null,
                        jobs.contracts(),
                        null,
                        null,
                        null,
                        false));
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
