package dure.indicator;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Text;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** KOSIS: the national statistics portal, asked by the office's key. What it answers wrong is told, not thrown. */
@Component
class Kosis {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Years of half-years, or two years of months: what a page shows and a revision may touch. */
    private static final int PERIODS = 24;
    /** All regions of all periods of one item are some two thousand rows. */
    private static final int LARGEST = 20_000_000;

    private final IndicatorSettings settings;

    Kosis(IndicatorSettings settings) {
        this.settings = settings;
    }

    boolean isOpen() {
        return settings.hasKey();
    }

    sealed interface Answer {
        record Rows(List<Observation> observations, List<Finding> findings) implements Answer {}

        record Refused(Finding finding) implements Answer {}
    }

    Answer ask(Series series) {
        var item = java.util.Objects.requireNonNull(series.kosis(), series.id());
        try (var client = HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var answer = client.send(
                    HttpRequest.newBuilder(address(series, item))
                            .timeout(settings.patience())
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var content = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != 200) {
                    return refused("indicator.kosis.status", answer.statusCode());
                }
                if (content.length > LARGEST) {
                    return refused("indicator.kosis.unreadable");
                }
                return read(series, JSON.readTree(content));
            }
        } catch (IOException e) {
            return refused("indicator.kosis.unreachable");
        } catch (JacksonException e) {
            return refused("indicator.kosis.unreadable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("indicator.kosis.unreachable");
        }
    }

    private URI address(Series series, Series.KosisItem item) {
        var frequency = switch (series.frequency()) {
            case MONTH -> "M";
            case HALF -> "H";
            case YEAR -> "Y";
        };
        return URI.create(settings.kosis()
                + "/Param/statisticsParameterData.do?method=getList&format=json&jsonVD=Y&apiKey="
                + URLEncoder.encode(settings.kosisKey(), StandardCharsets.UTF_8)
                + "&orgId=" + encoded(item.org()) + "&tblId=" + encoded(item.table()) + "&itmId=" + encoded(item.item())
                + "&objL1=ALL&prdSe=" + frequency + "&newEstPrdCnt=" + PERIODS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer read(Series series, JsonNode rows) {
        if (!rows.isArray()) {
            // Errors come as an object: {"err":"20","errMsg":"필수요청변수값이 누락되었습니다."}
            var code = rows.path("err").asString("");
            return code.equals("30")
                    ? new Answer.Rows(List.of(), List.of())
                    : refused(
                            "indicator.kosis.error",
                            code.isEmpty() ? "?" : code,
                            shortened(rows.path("errMsg").asString("")));
        }
        var observations = new ArrayList<Observation>();
        for (var row : rows) {
            var period = Period.ofKosis(series.frequency(), text(row, "PRD_DE"));
            var written = text(row, "DT");
            var missing = Value.Missing.of(written);
            var amount = missing == null ? StatisticsFile.amount(written) : Optional.<BigDecimal>empty();
            if (period.isEmpty() || (missing == null && amount.isEmpty())) {
                return refused("indicator.kosis.row", text(row, "C1_NM"), text(row, "PRD_DE"), shortened(written));
            }
            var times =
                    text(row, "UNIT_NM").replace(" ", "").contains("천명") ? BigDecimal.valueOf(1000) : BigDecimal.ONE;
            var value = amount.map(number -> number.multiply(times)).orElse(null);
            if (value != null && StatisticsFile.outOfRange(series, value) != null) {
                return refused("indicator.kosis.row", text(row, "C1_NM"), text(row, "PRD_DE"), shortened(written));
            }
            observations.add(new Observation(
                    text(row, "C1"),
                    text(row, "C1_NM"),
                    "",
                    series,
                    period.get(),
                    new IndicatorStore.Stated(value, missing),
                    date(text(row, "LST_CHN_DE")),
                    null));
        }
        return new Answer.Rows(observations, List.of());
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asString("").strip();
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Answer refused(String key, Object... values) {
        return new Answer.Refused(
                Finding.error(Kind.UNREADABLE_FILE, null, Text.of(key, values), Text.of("indicator.kosis.fix")));
    }
}
