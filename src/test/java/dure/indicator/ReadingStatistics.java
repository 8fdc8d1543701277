package dure.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dure.plan.Goal;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables as they are downloaded and answers as KOSIS gives them; and what may be held against a target rate. */
class ReadingStatistics {
    private static final Series RATE = series("rate", Series.Kind.EMPLOYMENT_RATE, Series.Unit.PERCENT, "15-64");
    private static final Series RATE_15 = series("rate15", Series.Kind.EMPLOYMENT_RATE, Series.Unit.PERCENT, "15+");
    private static final Series EMPLOYED = series("employed", Series.Kind.EMPLOYED, Series.Unit.PERSONS, "15-64");
    private static final Series POPULATION = series("population", Series.Kind.POPULATION, Series.Unit.PERSONS, "15-64");
    private static final List<Series> ALL = List.of(RATE, RATE_15, EMPLOYED, POPULATION);

    private static Series series(String id, Series.Kind kind, Series.Unit unit, String base) {
        return new Series(
                id,
                kind,
                id,
                id,
                unit,
                base,
                Period.Frequency.HALF,
                "",
                "",
                true,
                new Series.KosisItem("101", "DT_X", "T7"));
    }

    private static StatisticsFile file(@Nullable String base) {
        return new StatisticsFile(ALL, base, false, Set.of("경기도"));
    }

    private static List<Observation> read(StatisticsFile file, String text, Charset charset) {
        return switch (Sheets.read("table.csv", text.getBytes(charset))) {
            case Reading.Read read -> file.read(read.workbook());
            case Reading.Refused refused ->
                throw new AssertionError(refused.finding().toString());
        };
    }

    private static final String TABLE = """
            행정구역별,2024.2/2,2024.2/2,2025.1/2,2025.1/2
            행정구역별,고용률 (%),취업자 (천명),고용률 (%),취업자 (천명)
            경기도,66.1,7500.3,66.4,"7,601.2"
              수원시,68.1,…,68.4,612.5
              과천시,X,-,60.2 p),30.1
            출처: 지역별고용조사
            """;

    @Test
    void takes_periods_from_the_first_row_of_the_head_and_items_from_the_second_in_either_encoding() {
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("MS949"))) {
            var file = file("15-64");
            var found = read(file, TABLE, charset);
            assertThat(file.findings()).isEmpty();
            assertThat(found).hasSize(12);
            var suwon = found.stream()
                    .filter(one -> one.name().equals("수원시") && one.period().equals(Period.half(2025, 1)))
                    .toList();
            assertThat(suwon).extracting(one -> one.province()).containsOnly("경기도");
            assertThat(suwon.getFirst().series()).isEqualTo(RATE);
            assertThat(suwon.getFirst().stated().amount()).isEqualByComparingTo("68.4");
            // The head says thousands.
            assertThat(suwon.getLast().stated().amount()).isEqualByComparingTo("612500");
            assertThat(found.stream().map(one -> one.stated().missing()).filter(one -> one != null))
                    .containsExactly(Value.Missing.LATER, Value.Missing.HIDDEN, Value.Missing.NONE);
        }
    }

    @Test
    void keeps_no_rate_without_its_age_base_and_believes_the_file_before_the_reader() {
        var unknown = file(null);
        assertThat(read(unknown, TABLE, StandardCharsets.UTF_8)).isEmpty();
        assertThat(unknown.findings())
                .anySatisfy(one -> assertThat(one.message().key()).isEqualTo("indicator.file.noBase"));
        var stated = TABLE.replace("고용률", "15~64세 고용률").replace("취업자", "15세이상 취업자");
        var differing = file("15-64");
        read(differing, stated, StandardCharsets.UTF_8);
        assertThat(differing.findings())
                .anySatisfy(one -> assertThat(one.message().key()).isEqualTo("indicator.file.baseDiffers"));
    }

    @Test
    void says_where_a_cell_is_no_number_and_where_a_percent_is_none() {
        var file = file("15-64");
        read(file, TABLE.replace("68.1", "예순여덟").replace("66.4", "664"), StandardCharsets.UTF_8);
        assertThat(file.findings()).hasSize(2);
        assertThat(file.findings().getFirst().place()).satisfies(place -> {
            assertThat(place.row()).isEqualTo(3);
            assertThat(place.column()).isEqualTo("D");
        });
        assertThat(file.findings().getLast().place()).satisfies(place -> {
            assertThat(place.row()).isEqualTo(4);
            assertThat(place.column()).isEqualTo("B");
        });
    }

    @Test
    void reads_periods_as_offices_write_them() {
        assertThat(Period.of("2023.1/2")).contains(Period.half(2023, 1));
        assertThat(Period.of("2023년 하반기")).contains(Period.half(2023, 2));
        assertThat(Period.of("2023.04").map(Period::toString)).contains("2023-04");
        assertThat(Period.of("2023년 4월").map(Period::toString)).contains("2023-04");
        assertThat(Period.of("2023").map(Period::toString)).contains("2023");
        assertThat(Period.of("2023.13")).isEmpty();
        assertThat(Period.of("고용률")).isEmpty();
        assertThat(Period.ofKosis(Period.Frequency.HALF, "202302")).contains(Period.half(2023, 2));
        assertThat(Period.ofKosis(Period.Frequency.HALF, "202303")).isEmpty();
    }

    private static Kosis.Answer ask(String answer, int status, AtomicReference<String> asked) throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().toString());
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var settings = new IndicatorSettings(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/openapi"),
                    "a key+",
                    Duration.ofSeconds(5));
            assertThat(settings.toString()).doesNotContain("a key");
            return new Kosis(settings).ask(RATE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asks_kosis_by_key_and_takes_its_rows() throws Exception {
        var asked = new AtomicReference<String>();
        var answer = ask("""
                [{"ORG_ID":"101","TBL_ID":"DT_X","C1":"31010","C1_NM":"수원시","ITM_ID":"T7","UNIT_NM":"%","PRD_SE":"H",
                  "PRD_DE":"202501","DT":"68.4","LST_CHN_DE":"2025-08-26"},
                 {"C1":"31110","C1_NM":"과천시","UNIT_NM":"%","PRD_DE":"202501","DT":"-"}]
                """, 200, asked);
        assertThat(asked.get())
                .contains(
                        "/openapi/Param/statisticsParameterData.do",
                        "apiKey=a+key%2B",
                        "tblId=DT_X",
                        "prdSe=H",
                        "itmId=T7");
        assertThat(answer).isInstanceOfSatisfying(Kosis.Answer.Rows.class, rows -> {
            assertThat(rows.observations()).hasSize(2);
            var suwon = rows.observations().getFirst();
            assertThat(suwon.code()).isEqualTo("31010");
            assertThat(suwon.period()).isEqualTo(Period.half(2025, 1));
            assertThat(suwon.publishedOn()).isEqualTo(LocalDate.of(2025, 8, 26));
            assertThat(rows.observations().getLast().stated().missing()).isEqualTo(Value.Missing.NONE);
        });
    }

    @Test
    void tells_what_kosis_answered_wrong() throws Exception {
        for (var wrong : Map.of(
                        "{\"err\":\"11\",\"errMsg\":\"유효하지않은 인증KEY입니다.\"}", "indicator.kosis.error",
                        "<html>점검 중</html>", "indicator.kosis.unreadable",
                        "[{\"C1\":\"31010\",\"PRD_DE\":\"202501\",\"DT\":\"684\"}]", "indicator.kosis.row")
                .entrySet()) {
            assertThat(ask(wrong.getKey(), 200, new AtomicReference<>()))
                    .isInstanceOfSatisfying(
                            Kosis.Answer.Refused.class,
                            refused -> assertThat(refused.finding().message().key())
                                    .isEqualTo(wrong.getValue()));
        }
        assertThat(ask("[]", 503, new AtomicReference<>()))
                .isInstanceOfSatisfying(
                        Kosis.Answer.Refused.class,
                        refused -> assertThat(refused.finding().message().key()).isEqualTo("indicator.kosis.status"));
    }

    private static Goal goal(String rate, @Nullable String base) {
        return new Goal(Goal.Kind.EMPLOYMENT_RATE, "2026", new BigDecimal(rate), base, null, null, false, null);
    }

    private static Value value(Period period, String amount) {
        return new Value(period, new BigDecimal(amount), null, null, "file", Instant.EPOCH, false);
    }

    @Test
    void counts_the_persons_that_a_target_rate_needs_from_the_newest_period_that_has_both() {
        var values = Map.of(
                "population",
                List.of(
                        value(Period.half(2024, 2), "100000"),
                        value(Period.half(2025, 1), "101000"),
                        value(Period.half(2025, 2), "102000")),
                "employed",
                List.of(value(Period.half(2024, 2), "66000"), value(Period.half(2025, 1), "66500")));
        assertThat(Indicators.gap(goal("68.3", "15-64"), 2026, ALL, values))
                .isInstanceOfSatisfying(Gap.Persons.class, gap -> {
                    assertThat(gap.period()).isEqualTo(Period.half(2025, 1));
                    // 0.683 × 101,000 = 68,983
                    assertThat(gap.needed()).isEqualTo(2_483);
                });
        assertThat(Indicators.gap(goal("60", "15-64"), 2026, ALL, values))
                .isInstanceOfSatisfying(
                        Gap.Persons.class, gap -> assertThat(gap.needed()).isZero());
    }

    @Test
    void never_compares_rates_of_different_age_bases() {
        var values = Map.of("rate15", List.of(value(Period.half(2025, 1), "63.1")));
        assertThat(Indicators.gap(goal("68.3", "15-64"), 2026, ALL, values))
                .isInstanceOfSatisfying(
                        Gap.OtherBase.class, gap -> assertThat(gap.other()).isEqualTo("15+"));
        assertThat(Indicators.gap(goal("68.3", null), 2026, ALL, values)).isInstanceOf(Gap.TargetWithoutBase.class);
        assertThat(Indicators.gap(goal("68.3", "15-64"), 2026, ALL, Map.of())).isInstanceOf(Gap.NoFigures.class);
    }
}
