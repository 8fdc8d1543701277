package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Figures.Overview;
import dure.ledger.Reversal;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.map.BoundaryMap;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.plan.Promise;
import dure.plan.Quantity;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.region.Tile;
import dure.web.Wording;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * 전국 현황.
 *
 * @param asked what the reader chose of the figures
 * @param provinces in the order of their codes
 * @param tiles in the order in which one reads
 * @param query what was looked for; empty for everything
 * @param found what answers the query
 * @param boundaries the operator's own; null where there are none
 * @param asMap whether the reader chose them before the tiles
 */
record NationalView(
        Choice asked,
        List<Place> provinces,
        List<Stand> tiles,
        String query,
        Set<MunicipalityCode> found,
        @Nullable BoundaryMap boundaries,
        boolean asMap,
        Latest latest) {

    /** The widest percentage that a tile has room for; above it the tile says so, and the table the number. */
    private static final BigDecimal WIDEST = BigDecimal.TEN;

    /**
     * Which figures are shown, and which others could be.
     *
     * @param scope null: of each municipality the newest year
     */
    record Choice(
            @Nullable Scope scope,
            CountingRule rule,
            LocalDate asOf,
            boolean asOfToday,
            Promise against,
            List<Integer> years,
            List<Integer> terms,
            List<CountingRule> rules) {

        /** As the address has it; empty for the newest year of each. */
        String scopeValue() {
            return switch (scope) {
                case null -> "";
                case Scope.InYear year -> String.valueOf(year.year());
                case Scope.InTerm term -> "term-" + term.term().no();
            };
        }

        String scopeLabel(Wording page) {
            return switch (scope) {
                case null -> page.text("tower.national.newest");
                case Scope.InYear year -> page.text("tower.national.year", String.valueOf(year.year()));
                case Scope.InTerm term ->
                    page.text("tower.national.term", String.valueOf(term.term().no()));
            };
        }

        String ruleName(Wording page) {
            return rule.name(page.locale()) + " v" + rule.key().version();
        }

        /** As the address has it. */
        String againstValue() {
            return against.name().toLowerCase(Locale.ROOT);
        }

        /** What an address must say beside the period so that the page it leads to counts the same way. */
        private String kept() {
            return (rule.key().id().equals(Rules.DEFAULT)
                            ? ""
                            : "&rule=" + rule.key().id())
                    + (asOfToday ? "" : "&asOf=" + asOf)
                    + (against == Promise.NEWEST ? "" : "&against=" + againstValue());
        }
    }

    /** A municipality, its plan of the period and what came of it. @param overview null: no plan that the viewer may see */
    record Place(Municipality municipality, @Nullable Overview overview) {
        Standing standing() {
            return Standing.of(overview);
        }

        @Nullable
        Quantity target() {
            return overview == null ? null : overview.plan().target();
        }

        /** 당초 목표; null where the plan was never disclosed or stated none. */
        @Nullable
        Quantity original() {
            return overview == null || overview.original() == null
                    ? null
                    : overview.original().target();
        }

        /** 당초 목표 where another one is shown; null else. */
        @Nullable
        Quantity otherOriginal() {
            var original = original();
            return original == null || target() == null || original.amount() == target().amount() ? null : original;
        }

        /** A ratio, not rounded; null where the original target or the result is not known. */
        @Nullable
        BigDecimal progressOfOriginal() {
            return overview == null || overview.original() == null
                    ? null
                    : Standing.progress(new Overview(overview.original(), overview.actual(), overview.original()));
        }

        @Nullable
        Long counted() {
            return Standing.counted(overview);
        }

        boolean approximate() {
            return overview != null && overview.actual().approximate();
        }

        @Nullable
        BigDecimal progress() {
            return Standing.progress(overview);
        }

        /** REAL where there is nothing to mark. */
        DataSet dataSet() {
            return overview == null ? DataSet.REAL : overview.plan().book().dataSet();
        }

        boolean isDisclosed() {
            return overview != null && overview.plan().state() == PlanState.DISCLOSED;
        }

        @Nullable
        String planLabel(Wording page) {
            return overview == null ? null : NationalView.label(page, overview.plan());
        }

        /** Which year's or term's plan it is, in a word. */
        @Nullable
        String period(Wording page) {
            return overview == null
                    ? null
                    : page.text(
                            overview.plan().kind() == PlanKind.TERM
                                    ? "tower.national.term.short"
                                    : "tower.national.year.short",
                            String.valueOf(overview.plan().period()));
        }

        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        /** Everything that the tile stands for, in a sentence. */
        String sentence(Wording page) {
            return sentence(page, name(page));
        }

        String sentence(Wording page, String name) {
            if (overview == null) {
                return page.text("tower.national.tile.NO_PLAN", name);
            }
            var target = target();
            var words = page.text(
                    "tower.national.tile",
                    name,
                    Objects.requireNonNull(planLabel(page)),
                    target == null ? Wording.UNKNOWN : page.number(target.amount(), target.approximate()),
                    counted() == null
                            ? page.text("tower.national.NOT_REPORTED")
                            : page.number(counted(), approximate()),
                    page.percent(progress()));
            return dataSet() == DataSet.REAL ? words : words + " (" + page.text("tower.national", dataSet()) + ")";
        }

        /** What the tile says under its name; empty where there is no plan. */
        String mark(Wording page) {
            return switch (standing()) {
                case NO_PLAN -> "";
                case NO_TARGET -> page.text("tower.national.tile.NO_TARGET");
                case NOT_REPORTED -> page.text("tower.national.tile.NOT_REPORTED");
                case UNDER_25, UNDER_50, UNDER_75, UNDER_100, REACHED -> percent(page);
            };
        }

        private String percent(Wording page) {
            var progress = Objects.requireNonNull(progress());
            return progress.compareTo(WIDEST) >= 0
                    ? "≥" + page.number(1000) + "%"
                    : page.percent(progress).replace("\u00a0", "");
        }
    }

    /**
     * A tile on the map.
     *
     * @param east whether the border of a province runs along its right side
     * @param south the same, below it
     */
    record Stand(Tile tile, Place place, boolean east, boolean south) {
        String name(Wording page) {
            return page.isEnglish() ? tile.english() : tile.name();
        }

        /** A tile that stands for its municipality under another name says both. */
        String sentence(Wording page) {
            var own = page.isEnglish()
                    ? place.municipality().shortEnglish()
                    : place.municipality().shortName();
            return own.equals(name(page))
                    ? place.sentence(page)
                    : place.sentence(page, name(page) + " – " + place.name(page));
        }
    }

    /**
     * What became public and what was taken back last.
     *
     * @param projects names of the projects that the reversals name
     */
    record Latest(List<Disclosed> disclosed, List<Reversed> reversed, Map<ProjectId, ProjectName> projects) {}

    /**
     * What a municipality disclosed on one day.
     *
     * @param position how far its ledger became public; null where only plans did
     */
    record Disclosed(
            Municipality municipality,
            DataSet dataSet,
            LocalDate on,
            List<PlanHead> plans,
            @Nullable Long position) {}

    record Reversed(Municipality municipality, Reversal reversal) {}

    /** Every municipality once, in the order of the tiles: what the table shows, as far as it was looked for. */
    List<Place> places() {
        var places = new ArrayList<Place>(provinces);
        tiles.stream()
                .map(Stand::place)
                .filter(place -> !place.municipality().kind().isProvincial())
                .forEach(places::add);
        return places.stream().filter(this::isFound).toList();
    }

    /** What is drawn on the operator's map: the cities, counties and districts, and the provinces that have none. */
    List<Place> drawn() {
        var map = Objects.requireNonNull(boundaries);
        return Stream.concat(provinces.stream(), tiles.stream().map(Stand::place))
                .distinct()
                .filter(place ->
                        map.municipalities().contains(place.municipality().code()))
                .toList();
    }

    /** Those below a province that the operator's map has no shape of. */
    long undrawn() {
        var map = Objects.requireNonNull(boundaries);
        return tiles.stream()
                .map(stand -> stand.place().municipality().code())
                .distinct()
                .filter(code -> !map.municipalities().contains(code))
                .count();
    }

    boolean isFound(Place place) {
        return found.contains(place.municipality().code());
    }

    boolean isSearching() {
        return !query.isEmpty();
    }

    int all() {
        return provinces.size()
                + (int) tiles.stream()
                        .filter(stand -> !stand.place().municipality().kind().isProvincial())
                        .count();
    }

    long count(Predicate<Place> which) {
        return places().stream().filter(which).count();
    }

    long planned() {
        return count(place -> place.overview() != null);
    }

    /** Plans that only their staff sees yet. */
    long undisclosed() {
        return planned() - count(Place::isDisclosed);
    }

    /** Whether the table begins with those alone that have a plan: where most others have none, rows of dashes say little. */
    boolean onlyPlanned() {
        return !isSearching() && planned() > 0 && planned() * 2 < all();
    }

    /** What the page must be marked as: that of the least real book on it. */
    DataSet dataSet() {
        return places().stream().map(Place::dataSet).max(Enum::compareTo).orElse(DataSet.REAL);
    }

    /** The municipality's page, counted as here. */
    String href(Place place) {
        var kept = asked.kept();
        var path = "/municipalities/" + place.municipality().code();
        return place.overview() == null
                ? path + (kept.isEmpty() ? "" : "?" + kept.substring(1))
                : path + "?" + period(place.overview().plan()) + kept;
    }

    /** The same table as a file. */
    String asTable() {
        var scope = asked.scopeValue();
        return UriComponentsBuilder.fromPath(NationalPage.TABLE)
                        .queryParam("scope", scope)
                        .queryParam("q", "{q}")
                        .encode()
                        .buildAndExpand(query)
                        .toUriString()
                + asked.kept();
    }

    /** The entries of the figure. */
    String entries(Place place) {
        return "/municipalities/" + place.municipality().code() + "/entries?"
                + period(Objects.requireNonNull(place.overview()).plan()) + asked.kept();
    }

    static String href(Municipality municipality, PlanHead plan) {
        var dataSet = plan.book().dataSet();
        return "/municipalities/" + municipality.code() + "?" + period(plan)
                + (dataSet == DataSet.REAL ? "" : "&dataSet=" + dataSet);
    }

    private static String period(PlanHead plan) {
        return (plan.kind() == PlanKind.TERM ? "term=" : "year=") + plan.period();
    }

    static String label(Wording page, PlanHead plan) {
        return page.text(
                plan.kind() == PlanKind.TERM ? "tower.national.term" : "tower.national.year",
                String.valueOf(plan.period()));
    }

    static String name(Wording page, Municipality municipality) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }

    /** What a reversal is about: its project, or what the line itself says. */
    String about(Reversed reversed) {
        var project = reversed.reversal().project();
        var named = project == null ? null : latest.projects().get(project);
        return named == null ? reversed.reversal().label() : named.name();
    }
}
