package dure.map;

import static java.util.Comparator.comparing;

import dure.console.CannotStart;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which municipality a shape is of, by a code or a name among its properties. Codes of five digits, of two for a
 * province, of eight or ten that begin with the municipality's; of earlier days, where one became one; those of 일반구
 * and 행정시 are of the government above them.
 */
final class WhoseShape {
    /** Below this share of shapes that a property fits, it is taken to mean something else. */
    private static final double ENOUGH = 0.5;

    private static final int EXAMPLES = 12;

    private final Municipalities municipalities;
    private final Map<String, List<Municipality>> byName = new HashMap<>();
    private final Set<MunicipalityCode> withMunicipalities;

    WhoseShape(Municipalities municipalities) {
        this.municipalities = municipalities;
        var all = municipalities.all();
        for (var one : all) {
            Stream.of(one.name(), one.fullName(), one.english(), one.english().split(",", 2)[0])
                    .distinct()
                    .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(one));
        }
        this.withMunicipalities =
                all.stream().map(Municipality::parent).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The shapes of each municipality, by the property that tells most municipalities, or by the one that is named. */
    Map<MunicipalityCode, List<Shape>> assign(String file, List<Shape> shapes, @Nullable String named) {
        var properties = named == null
                ? shapes.stream()
                        .flatMap(shape -> shape.properties().keySet().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of(named);
        var chosen = properties.stream()
                .max(comparing(property -> fit(shapes, property)))
                .orElse("");
        var best = assign(shapes, chosen);
        long most = best.values().stream().mapToLong(List::size).sum();
        if (most == 0) {
            throw named == null
                    ? new CannotStart("map.no-property", file, properties(shapes))
                    : new CannotStart("map.not-that-property", file, properties(shapes), named);
        }
        if (most < shapes.size() * ENOUGH) {
            var stranger = stranger(shapes, chosen);
            throw new CannotStart(
                    "map.few-fit",
                    file,
                    chosen,
                    most,
                    shapes.size(),
                    stranger.no(),
                    Objects.requireNonNullElse(stranger.properties().get(chosen), "–"));
        }
        return best;
    }

    /** By how many municipalities it tells: a property that names the province fits every shape, and says less. */
    private long fit(List<Shape> shapes, String property) {
        var assigned = assign(shapes, property).keySet();
        return 2L * assigned.size()
                + (assigned.stream()
                                .anyMatch(
                                        code -> !municipalities.get(code).kind().isProvincial())
                        ? 1
                        : 0);
    }

    private Map<MunicipalityCode, List<Shape>> assign(List<Shape> shapes, String property) {
        return shapes.stream()
                .filter(shape -> whose(shape, property).isPresent())
                .collect(Collectors.groupingBy(
                        shape -> whose(shape, property).orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    }

    private Shape stranger(List<Shape> shapes, String property) {
        return shapes.stream()
                .filter(shape -> whose(shape, property).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Optional<MunicipalityCode> whose(Shape shape, String property) {
        var value = shape.properties().get(property);
        if (value == null) {
            return Optional.empty();
        }
        return value.matches("[0-9]+") ? byCode(value) : byName(value, shape);
    }

    private Optional<MunicipalityCode> byCode(String digits) {
        return switch (digits.length()) {
            case 2 -> today(digits + "000");
            case 5, 8, 10 -> {
                var own = digits.substring(0, 5);
                yield today(own)
                        .or(() -> today(own.substring(0, 4) + "0"))
                        .or(() -> today(own.substring(0, 2) + "000")
                                .filter(province -> !withMunicipalities.contains(province)));
            }
            default -> Optional.empty();
        };
    }

    private Optional<MunicipalityCode> today(String code) {
        var today = municipalities.today(new MunicipalityCode(code));
        return today.size() == 1 ? Optional.of(today.getFirst().code()) : Optional.empty();
    }

    /** There are many 중구: another property that names the province tells them apart. */
    private Optional<MunicipalityCode> byName(String name, Shape shape) {
        var bearers = byName.getOrDefault(name, List.of());
        var meant = bearers.size() < 2
                ? bearers
                : bearers.stream().filter(one -> isNamed(one.parent(), shape)).toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst().code()) : Optional.empty();
    }

    private boolean isNamed(@Nullable MunicipalityCode parent, Shape shape) {
        if (parent == null) {
            return false;
        }
        var province = municipalities.get(parent);
        return shape.properties().values().stream()
                .anyMatch(value -> value.equals(province.name())
                        || value.equals(province.shortName())
                        || value.equals(province.english()));
    }

    /** Every property with a value that it has: name (진천군), cd (33340). */
    private static String properties(List<Shape> shapes) {
        var examples = new LinkedHashMap<String, String>();
        shapes.forEach(shape -> shape.properties().forEach(examples::putIfAbsent));
        return examples.isEmpty()
                ? "–"
                : examples.entrySet().stream()
                        .limit(EXAMPLES)
                        .map(one -> one.getKey() + " (" + one.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }
}
