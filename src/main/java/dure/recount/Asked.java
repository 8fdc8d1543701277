package dure.recount;

import dure.ledger.CountingRule;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.plan.Places;
import dure.region.DataSet;
import dure.web.Wording;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a recount is asked of: one book and scope, several rules, one moment or two.
 *
 * @param second null: one moment only
 */
public record Asked(
        Places.Place place,
        Scope scope,
        List<CountingRule> rules,
        Moment first,
        @Nullable Moment second) {
    public String code() {
        return place.municipality().code().value();
    }

    public String scopeName(Wording page) {
        return switch (scope) {
            case Scope.InYear year -> page.text("recount.scope.year", String.valueOf(year.year()));
            case Scope.InTerm term ->
                page.text("recount.scope.term", String.valueOf(term.term().no()));
        };
    }

    String rulesInAddress() {
        return rules.stream().map(Asked::inAddress).collect(Collectors.joining(","));
    }

    /** With its version, so that the address gives the same numbers when there is a newer one. */
    static String inAddress(CountingRule rule) {
        return rule.key().toString();
    }

    String pageHref() {
        return address("/municipalities/" + code() + "/recount").build().toUriString();
    }

    String apiHref() {
        return address("/api/v1/municipalities/" + code() + "/recount").build().toUriString();
    }

    String csvHref() {
        return address("/municipalities/" + code() + "/recount" + VerdictFile.PATH)
                .build()
                .toUriString();
    }

    /** The same question below an address. */
    UriComponentsBuilder address(String path) {
        var uri = UriComponentsBuilder.fromPath(path);
        scope(uri);
        uri.queryParam("rules", rulesInAddress());
        moment(uri, first, "");
        if (second != null) {
            moment(uri, second, "2");
        }
        dataSet(uri);
        return uri;
    }

    /** The entries of one of the figures; with a step, what the rule leaves out there. */
    String entriesHref(Question question, @Nullable String step) {
        var uri = UriComponentsBuilder.fromPath("/municipalities/" + code() + "/entries");
        scope(uri);
        uri.queryParam("rule", inAddress(question.rule()))
                .queryParam("asOf", question.asOf())
                .queryParam("knownAt", question.known().at());
        if (step != null) {
            uri.queryParam("step", step);
        }
        dataSet(uri);
        return uri.build().toUriString();
    }

    private void scope(UriComponentsBuilder uri) {
        switch (scope) {
            case Scope.InYear year -> uri.queryParam("year", year.year());
            case Scope.InTerm term -> uri.queryParam("term", term.term().no());
        }
    }

    private static void moment(UriComponentsBuilder uri, Moment moment, String suffix) {
        if (moment.asOf() != null) {
            uri.queryParam("asOf" + suffix, moment.asOf());
        }
        if (moment.knownAt() != null) {
            uri.queryParam("knownAt" + suffix, moment.knownAt());
        }
    }

    private void dataSet(UriComponentsBuilder uri) {
        if (place.book().dataSet() != DataSet.REAL) {
            uri.queryParam("dataSet", place.book().dataSet());
        }
    }
}
