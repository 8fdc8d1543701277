package dure.tower;

import dure.ledger.Rules;
import dure.plan.Promise;
import dure.region.Book;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the figures of one municipality's page lead: every number is a door, and keeps what was asked. */
record Links(String code, Asked asked, @Nullable Book book) {
    /** The entries of a term's figure, or of a part of it. */
    String term(int no, @Nullable String... part) {
        return entries("term", no, part);
    }

    /** The entries of a year's figure, or of a part of it; names and values by turns. */
    String year(int year, @Nullable String... part) {
        return entries("year", year, part);
    }

    private String entries(String scope, int period, @Nullable String... part) {
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code + "/entries")
                .queryParam(scope, period);
        for (int i = 0; i < part.length; i += 2) {
            uri.queryParam(String.valueOf(part[i]), "{" + part[i] + "}");
        }
        question(uri);
        var values = new Object[part.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = String.valueOf(part[2 * i + 1]);
        }
        return uri.encode().buildAndExpand(values).toUriString();
    }

    /** The municipality's page for another year. */
    String page(@Nullable Integer year) {
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code);
        if (year != null) {
            uri.queryParam("year", year);
        }
        question(uri);
        return uri.build().toUriString();
    }

    /** 재집계: the figure of a year beside another rule's; that it names no rule of its own is held against the strict one. */
    String recountOfYear(int year) {
        return recount("year", year);
    }

    String recountOfTerm(int no) {
        return recount("term", no);
    }

    /** 고용유지 of what came about in a year. */
    String retention(int year) {
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code + "/retention")
                .queryParam("year", year)
                .queryParam("rule", asked.rule().key().id());
        if (book != null) {
            uri.queryParam("dataSet", book.dataSet());
        }
        return uri.build().toUriString();
    }

    private String recount(String scope, int period) {
        var rule = asked.rule().key();
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code + "/recount")
                .queryParam(scope, period)
                .queryParam("rules", rule.id().equals(Rules.DEFAULT) ? rule + ",strict" : Rules.DEFAULT + "," + rule);
        if (asked.asOf() != null) {
            uri.queryParam("asOf", asked.asOf());
        }
        if (asked.knownAt() != null) {
            uri.queryParam("knownAt", asked.knownAt());
        }
        if (book != null) {
            uri.queryParam("dataSet", book.dataSet());
        }
        return uri.build().toUriString();
    }

    /** 전망 of a year or a term; with {@code /line} the sentence that stands below its bar. */
    String forecast(String scope, int period, String line) {
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code + "/forecast" + line)
                .queryParam(scope, period);
        question(uri);
        return uri.build().toUriString();
    }

    private void question(UriComponentsBuilder uri) {
        uri.queryParam("rule", asked.rule().key().id());
        if (asked.asOf() != null) {
            uri.queryParam("asOf", asked.asOf());
        }
        if (asked.knownAt() != null) {
            uri.queryParam("knownAt", asked.knownAt());
        }
        if (asked.against() != Promise.NEWEST) {
            uri.queryParam("against", asked.against().name().toLowerCase(Locale.ROOT));
        }
        if (book != null) {
            uri.queryParam("dataSet", book.dataSet());
        }
    }
}
