package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class LookingAtUnusualUse {
    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 3, 4);

    @LocalServerPort
    int port;

    @Autowired
    UnusualUse unusual;

    @Autowired
    AccessLog log;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Test
    void tells_who_saw_many_persons_in_an_hour_or_a_day() throws Exception {
        var place = books.next().municipality();
        rows(place, "READ_PERSON", "busy", "2026-03-04 10:00+09", "1 minute", 31);
        rows(place, "READ_PERSON", "calm", "2026-03-04 12:00+09", "1 minute", 30);
        rows(place, "READ_PERSON", "steady", "2026-03-05 06:30+09", "6 minutes", 101);
        assertThat(sightings(place))
                .extracting(UnusualUse.Sighting::kind, UnusualUse.Sighting::login, UnusualUse.Sighting::count)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.MASS_READING_HOUR, "busy", 31L),
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.MASS_READING_DAY, "steady", 101L));
    }

    @Test
    void tells_of_nights_and_weekends() throws Exception {
        var place = books.next().municipality();
        rows(place, "READ_PERSON", "owl", "2026-03-04 23:10+09", "1 minute", 2);
        rows(place, "LIST_PERSONS", "early", "2026-03-05 05:59+09", "0", 1);
        rows(place, "READ_PERSON", "usual", "2026-03-05 06:00+09", "1 minute", 2);
        rows(place, "READ_PERSON", "weekend", "2026-03-07 11:00+09", "1 minute", 3);
        assertThat(sightings(place))
                .extracting(UnusualUse.Sighting::kind, UnusualUse.Sighting::login, UnusualUse.Sighting::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.ODD_HOURS, "weekend", 3L),
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.ODD_HOURS, "early", 1L),
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.ODD_HOURS, "owl", 2L));
    }

    @Test
    void tells_of_refusals_again_and_again_and_of_large_downloads() throws Exception {
        var place = books.next().municipality();
        rows(place, "REFUSED", "curious", "2026-03-04 10:00+09", "1 minute", 11);
        rows(place, "REFUSED", "mistaken", "2026-03-04 10:30+09", "1 minute", 10);
        rows(place, "DOWNLOAD", "taker", "2026-03-04 11:00+09", "0", 1);
        assertThat(sightings(place))
                .extracting(UnusualUse.Sighting::kind, UnusualUse.Sighting::login, UnusualUse.Sighting::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.LARGE_DOWNLOAD, "taker", 501L),
                        org.assertj.core.groups.Tuple.tuple(UnusualUse.Kind.REFUSALS, "curious", 11L));
    }

    @Test
    void writes_down_that_a_signed_in_account_was_refused() throws Exception {
        var place = books.next().municipality();
        var who = accounts.with(Role.COUNSELLOR, place);
        var http = new Http(port);
        assertThat(http.get("/api/v1/tokens", "Authorization", Http.basic(who.login(), who.password()))
                        .status())
                .isEqualTo(403);
        http.signIn(who.login(), who.password());
        assertThat(http.get("/access").status()).isEqualTo(404);
        var auditor = Viewer.acting("Auditor", null, Set.of(Role.AUDITOR), Reach.of(Set.of(place)));
        assertThat(Access.as(
                                auditor,
                                () -> log.find(
                                        new AccessLog.Question(place, null, who.login(), "REFUSED", null, null), 0, 10))
                        .rows())
                .extracting(LogRow::detail)
                .containsExactly("GET /access", "GET /api/v1/tokens");
    }

    @Test
    void keeps_a_month_due_until_somebody_reviewed_it() throws Exception {
        var place = books.next().municipality();
        rows(place, "READ_PERSON", "usual", "2026-03-04 10:00+09", "0", 1);
        rows(place, "READ_PERSON", "usual", "2026-04-02 10:00+09", "0", 1);
        var account = accounts.with(Role.AUDITOR, place);
        var http = new Http(port);
        http.signIn(account.login(), account.password());
        assertThat(http.get("/access-log").body()).contains("2026-03", "2026-04");
        var sent = http.submit(
                "/access-log",
                "/access-log/reviews",
                java.util.Map.of("municipality", place.value(), "month", "2026-03", "note", "이상 없음"));
        assertThat(sent.status()).isEqualTo(302);
        assertThat(as(place, () -> log.unreviewed(place)).getFirst()).hasToString("2026-04");
        assertThat(http.submit(
                                "/access-log",
                                "/access-log/reviews",
                                java.util.Map.of("municipality", place.value(), "month", "2099-01", "note", "미리"))
                        .status())
                .isEqualTo(422);
        assertThat(http.get("/access-log?municipality=11000").status()).isEqualTo(404);
        var csv = http.get("/access-log/day-ends.csv?municipality=" + place);
        assertThat(csv.body()).contains("2026-03-04").contains("\"" + place + "\"");
    }

    private java.util.List<UnusualUse.Sighting> sightings(MunicipalityCode place) {
        return as(place, () -> unusual.in(place, WEDNESDAY, WEDNESDAY.plusDays(6)));
    }

    private static <T> T as(MunicipalityCode place, Callable<T> work) {
        return Access.as(Viewer.acting("Tester", null, Set.of(Role.AUDITOR), Reach.of(Set.of(place))), work);
    }

    private void rows(MunicipalityCode place, String action, String login, String from, String every, int count)
            throws Exception {
        try (var connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into access_log (at, action, login, municipality, persons, records)
                    select '%s'::timestamptz + n * interval '%s', '%s', '%s', '%s',
                        case when '%3$s' in ('READ_PERSON', 'LIST_PERSONS') then array[gen_random_uuid()] else '{}' end, 501
                    from generate_series(0, %d - 1) n order by 1""".formatted(from, every, action, login, place, count));
        }
    }
}
