package dure.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;

/** Statistics of a municipality from a file: all of it or nothing, twice the same, revised and still known as before. */
@DureTest
class BringingInStatistics {
    @LocalServerPort
    int port;

    @Autowired
    Indicators indicators;

    @Autowired
    IndicatorStore store;

    @Autowired
    Municipalities municipalities;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    private IndicatorStore.StatisticsRegion region(Book book) {
        return store.regions().stream()
                .filter(one -> book.municipality().equals(one.region()))
                .findFirst()
                .orElseThrow();
    }

    private Importing bring(Viewer viewer, MunicipalityCode to, String table, boolean own, boolean dryRun)
            throws Exception {
        return Access.as(
                viewer,
                () -> indicators.importFile(
                        to, "표.csv", table.getBytes(Charset.forName("MS949")), "15-64", own, dryRun));
    }

    private @Nullable BigDecimal rate(Viewer viewer, MunicipalityCode of) throws Exception {
        return Access.as(viewer, () -> indicators.latest(of, "employment-rate-15-64"))
                .map(Value::amount)
                .orElse(null);
    }

    @Test
    void writes_all_or_nothing_once_and_keeps_what_was_known() throws Exception {
        var book = mapped(1).getFirst();
        var code = book.municipality();
        var officer = accounts.viewer(accounts.officer(code));
        var region = region(book);
        var table = """
                행정구역별,행정구역코드,2025.1/2,2025.1/2
                행정구역별,행정구역코드,고용률 (%%),취업자 (천명)
                %s,%s,68.4,51.2
                종로구,11010,66.0,70.0
                인천 서구,23080,66.0,70.0
                """.formatted(region.name(), region.code());
        assertThat(bring(officer, code, table, false, true)).isInstanceOfSatisfying(Importing.Read.class, read -> {
            assertThat(read.written()).isFalse();
            assertThat(read.added()).isEqualTo(2);
            assertThat(read.skipped()).isEqualTo(2);
        });
        assertThat(rate(officer, code)).isNull();
        // One wrong cell, and nothing is written.
        assertThat(bring(officer, code, table.replace("51.2", "쉰하나"), false, false))
                .isInstanceOf(Importing.Refused.class);
        assertThat(bring(officer, code, table.replace("종로구,11010", "종로구,99999"), false, false))
                .isInstanceOf(Importing.Refused.class);
        assertThat(rate(officer, code)).isNull();
        bring(officer, code, table, false, false);
        assertThat(rate(Viewer.PUBLIC, code)).isEqualByComparingTo("68.4");
        var before = java.time.Instant.now();
        assertThat(bring(officer, code, table.replace("68.4", "68.40"), false, false))
                .isInstanceOfSatisfying(Importing.Read.class, read -> {
                    assertThat(read.unchanged()).isEqualTo(2);
                    assertThat(read.added() + read.revised()).isZero();
                });
        assertThat(bring(officer, code, table.replace("68.4", "68.1"), false, false))
                .isInstanceOfSatisfying(
                        Importing.Read.class, read -> assertThat(read.revised()).isEqualTo(1));
        assertThat(rate(officer, code)).isEqualByComparingTo("68.1");
        assertThat(Access.as(officer, () -> indicators.of(code, before))
                        .getFirst()
                        .latest()
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("68.4");
    }

    /** Of books that a code of the statistics office means. */
    private List<Book> mapped(int count) {
        var all = new java.util.ArrayList<Book>();
        while (all.size() < count) {
            var book = books.next();
            if (store.regions().stream().anyMatch(one -> book.municipality().equals(one.region()))) {
                all.add(book);
            }
        }
        return all;
    }

    @Test
    void writes_for_nobody_who_may_not_and_shows_own_counts_to_staff_only() throws Exception {
        var two = mapped(2);
        var code = two.getFirst().municipality();
        var other = two.getLast();
        var officer = accounts.viewer(accounts.officer(code));
        var table = """
                행정구역별,코드,2025.04
                행정구역별,코드,피보험자수 (명)
                %s,%s,12345
                """.formatted(
                        region(two.getFirst()).name(), region(two.getFirst()).code());
        var ofOther = table.replace(region(two.getFirst()).code(), region(other).code())
                .replace(region(two.getFirst()).name(), region(other).name());
        assertThat(bring(officer, code, ofOther, false, false)).isInstanceOf(Importing.Refused.class);
        assertThatThrownBy(() -> bring(officer, other.municipality(), ofOther, false, false))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> bring(accounts.viewer(accounts.with(Role.AUDITOR, code)), code, table, false, false))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(bring(officer, code, table, true, false)).isInstanceOf(Importing.Read.class);
        assertThat(Access.as(officer, () -> indicators.latest(code, "own-insured")))
                .isPresent();
        assertThat(Access.as(Viewer.PUBLIC, () -> indicators.latest(code, "own-insured")))
                .isEmpty();
        assertThat(Access.as(
                        accounts.viewer(accounts.officer(other.municipality())),
                        () -> indicators.latest(code, "own-insured")))
                .isEmpty();
        assertThat(new Http(port).get("/municipalities/" + code + "/indicators").body())
                .doesNotContain("12,345");
    }

    @Test
    void answers_machines_and_refuses_them_as_it_does_people() {
        var book = mapped(1).getFirst();
        var login = accounts.officer(book.municipality());
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var at = "/api/v1/municipalities/" + book.municipality() + "/indicators";
        var region = region(book);
        var table = "지역,코드,2025.1/2\n지역,코드,고용률\n%s,%s,61.5\n".formatted(region.name(), region.code());
        assertThat(sent(http, at + "/file", table, token)).isEqualTo(422);
        assertThat(sent(http, at + "/file?ageBase=15-64", table, token)).isEqualTo(200);
        var answer = new Http(port).get(at).json();
        assertThat(answer.get("series").get(0).get("values").get(0).get("value").asDouble())
                .isEqualTo(61.5);
        assertThat(answer.get("series").get(0).get("ageBase").asString()).isEqualTo("15-64");
        assertThat(answer.get("gap").get("standing").asString()).isEqualTo("NO_TARGET");
        assertThat(http.post(at + "/kosis?series=employment-rate-15", "{}", token)
                        .status())
                .isEqualTo(422);
        assertThat(new Http(port)
                        .post(at + "/kosis?series=employment-rate-15", "{}")
                        .status())
                .isIn(401, 403);
    }

    private static int sent(Http http, String path, String table, String... headers) {
        var boundary = "part-of-a-test";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"t.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + table + "\r\n--" + boundary + "--\r\n";
        return http.upload(
                        path,
                        "multipart/form-data; boundary=" + boundary,
                        body.getBytes(StandardCharsets.UTF_8),
                        headers)
                .status();
    }
}
