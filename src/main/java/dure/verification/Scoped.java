package dure.verification;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.Places;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.Project;
import dure.region.Book;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the pages of this module ask alike: which book, who reads it, what a field says. */
@Component
class Scoped {
    private final Places places;
    private final Plans plans;
    private final Access access;
    private final Clock clock;

    Scoped(Places places, Plans plans, Access access, Clock clock) {
        this.places = places;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
    }

    Places.Place any(String code, @Nullable String dataSet) {
        return places.of(code, dataSet);
    }

    /** Only those who read the municipality undisclosed see that there is anything. */
    Places.Place staff(String code, @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        if (!access.viewer().reads().includes(place.municipality().code())) {
            throw Refusal.notThere();
        }
        return place;
    }

    /** Of a thing that names its book itself. */
    Places.Place of(String code, Book book) {
        if (!book.municipality().value().equals(code)) {
            throw Refusal.notThere();
        }
        return staff(code, book.dataSet().name());
    }

    boolean may(Places.Place place, Permission permission) {
        return access.viewer().may(permission, place.municipality().code());
    }

    boolean reads(Places.Place place) {
        return access.viewer().reads().includes(place.municipality().code());
    }

    UUID account() {
        var account = access.viewer().account();
        if (account == null) {
            throw Refusal.notThere();
        }
        return account;
    }

    List<Integer> years(Book book) {
        return plans.heads(book).stream()
                .filter(head -> head.kind() == PlanKind.YEAR)
                .map(PlanHead::period)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    int year(Book book, @Nullable Integer asked) {
        if (asked != null) {
            if (asked < 1995 || asked > 2100) {
                throw Refusal.notThere();
            }
            return asked;
        }
        return years(book).stream()
                .findFirst()
                .orElseGet(() -> LocalDate.now(clock).getYear());
    }

    List<Project> projects(Book book, int year) {
        return plans.annual(book, year).map(plan -> plan.projects()).orElse(List.of());
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    static List<Crumb> crumbs(Wording page, Places.Place place, String... here) {
        var crumbs = new java.util.ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(place.name(page), place.href("")));
        crumbs.add(new Crumb(page.text("verification.title"), place.href("/verification")));
        for (var one : here) {
            crumbs.add(new Crumb(one));
        }
        return crumbs;
    }

    // ---- fields ----------------------------------------------------------------------------------------------------

    static LocalDate date(Map<String, String> form, String field) {
        try {
            return LocalDate.parse(form.getOrDefault(field, "").strip());
        } catch (DateTimeException e) {
            throw Refusal.of(new Refusal.Field(field, "verification.field.date"));
        }
    }

    static long whole(Map<String, String> form, String field) {
        var text = form.getOrDefault(field, "").replace(",", "").strip();
        if (!text.matches("[0-9]{1,15}")) {
            throw Refusal.of(new Refusal.Field(field, "verification.field.whole"));
        }
        return Long.parseLong(text);
    }

    static int small(Map<String, String> form, String field) {
        return (int) Math.min(whole(form, field), Integer.MAX_VALUE);
    }

    static <E extends Enum<E>> E one(Map<String, String> form, String field, Class<E> type) {
        return optional(form, field, type, null);
    }

    static <E extends Enum<E>> E optional(
            Map<String, String> form, String field, Class<E> type, @Nullable E otherwise) {
        var text = form.getOrDefault(field, "").strip();
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .or(() -> text.isEmpty() ? java.util.Optional.ofNullable(otherwise) : java.util.Optional.empty())
                .orElseThrow(() -> Refusal.of(new Refusal.Field(
                        field,
                        "verification.field.value",
                        String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList()))));
    }

    static @Nullable String text(Map<String, String> form, String field) {
        var text = Objects.requireNonNullElse(form.get(field), "").strip();
        return text.isEmpty() ? null : text;
    }
}
