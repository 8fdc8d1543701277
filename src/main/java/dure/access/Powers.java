package dure.access;

import dure.region.MunicipalityCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody may do, and where.
 *
 * @param departments those whose projects may be written of in municipalities that the reaches leave out
 * @param ofDepartments what may be written of them: their part of a plan, their entries
 */
public record Powers(Map<Permission, Reach> reaches, Set<Department> departments, Set<Permission> ofDepartments) {
    public static final Powers NONE = new Powers(Map.of(), Set.of(), Set.of());

    /** What a grant of one department gives. */
    private static final Set<Permission> DEPARTMENTAL = Set.of(Permission.PLAN_PARTS_WRITE, Permission.ENTRIES_WRITE);

    private static final String OF_DEPARTMENTS = "departments";

    /** 부서 of a municipality, by its name there: a name outlives the data sets and the plans that mention it. */
    public record Department(MunicipalityCode municipality, String name) implements Comparable<Department> {
        @Override
        public int compareTo(Department other) {
            return asSetting().compareTo(other.asSetting());
        }

        String asSetting() {
            return municipality.value() + ":" + name;
        }

        static Department ofSetting(String setting) {
            return new Department(new MunicipalityCode(setting.substring(0, 5)), setting.substring(6));
        }
    }

    public Powers {
        var copy = new EnumMap<Permission, Reach>(Permission.class);
        copy.putAll(reaches);
        reaches = Collections.unmodifiableMap(copy);
        departments = Set.copyOf(departments);
        ofDepartments = Set.copyOf(ofDepartments);
    }

    /** All of these permissions, as far as this reach. */
    public static Powers of(Collection<Permission> permissions, Reach reach) {
        return new Powers(
                permissions.stream().distinct().collect(Collectors.toMap(permission -> permission, one -> reach)),
                Set.of(),
                Set.of());
    }

    static Powers of(Department department) {
        return new Powers(Map.of(), Set.of(department), DEPARTMENTAL);
    }

    public Reach reach(Permission permission) {
        return reaches.getOrDefault(permission, Reach.NOWHERE);
    }

    /** Whether it may be done there at all: with some department's projects at least. */
    public boolean may(Permission permission, MunicipalityCode municipality) {
        return reach(permission).includes(municipality)
                || (ofDepartments.contains(permission)
                        && departments.stream()
                                .anyMatch(one -> one.municipality().equals(municipality)));
    }

    /** Whether it may be done anywhere. */
    public boolean may(Permission permission) {
        return !reach(permission).equals(Reach.NOWHERE)
                || (ofDepartments.contains(permission) && !departments.isEmpty());
    }

    /** Where books may be written without regard to departments. */
    Reach writes() {
        return reaches.entrySet().stream()
                .filter(one -> one.getKey().writesBooks())
                .map(Map.Entry::getValue)
                .reduce(Reach.NOWHERE, Reach::and);
    }

    Powers and(Powers other) {
        var both = new EnumMap<Permission, Reach>(Permission.class);
        both.putAll(reaches);
        other.reaches.forEach((permission, reach) -> both.merge(permission, reach, Reach::and));
        var all = new TreeSet<>(departments);
        all.addAll(other.departments);
        var ofAll = new TreeSet<>(ofDepartments);
        ofAll.addAll(other.ofDepartments);
        return new Powers(both, all, ofAll);
    }

    /** What both allow. */
    Powers within(Powers other) {
        var shared = new EnumMap<Permission, Reach>(Permission.class);
        reaches.forEach((permission, reach) -> shared.put(permission, reach.within(other.reach(permission))));
        var kept = new TreeSet<Department>();
        departments.stream().filter(other::includes).forEach(kept::add);
        other.departments.stream().filter(this::includes).forEach(kept::add);
        var ofKept = DEPARTMENTAL.stream()
                .filter(permission -> canInDepartments(permission) && other.canInDepartments(permission))
                .collect(Collectors.toSet());
        return new Powers(shared, kept, ofKept);
    }

    private boolean includes(Department department) {
        return departments.contains(department)
                || DEPARTMENTAL.stream()
                        .anyMatch(permission -> reach(permission).includes(department.municipality()));
    }

    private boolean canInDepartments(Permission permission) {
        return ofDepartments.contains(permission) || !reach(permission).equals(Reach.NOWHERE);
    }

    /** Only these permissions, and only there. */
    Powers only(Set<Permission> permissions, Reach reach) {
        return within(of(permissions, reach));
    }

    /** One line a permission and a department; what {@link #ofSetting} reads. */
    public String asSetting() {
        var text = new StringBuilder();
        reaches.forEach((permission, reach) -> text.append(permission.text())
                .append('=')
                .append(reach.asSetting())
                .append('\n'));
        text.append(OF_DEPARTMENTS)
                .append('=')
                .append(ofDepartments.stream().sorted().map(Permission::text).collect(Collectors.joining(",")))
                .append('\n');
        new TreeSet<>(departments).forEach(one -> text.append(one.asSetting()).append('\n'));
        return text.toString();
    }

    public static Powers ofSetting(String setting) {
        var reaches = new EnumMap<Permission, Reach>(Permission.class);
        var departments = new TreeSet<Department>();
        var ofDepartments = new TreeSet<Permission>();
        Arrays.stream(setting.split("\n")).filter(line -> !line.isEmpty()).forEach(line -> {
            if (line.startsWith(OF_DEPARTMENTS + "=")) {
                Arrays.stream(line.substring(OF_DEPARTMENTS.length() + 1).split(","))
                        .flatMap(name -> Permission.of(name).stream())
                        .forEach(ofDepartments::add);
                return;
            }
            var equals = line.indexOf('=');
            var permission =
                    equals < 0 ? null : Permission.of(line.substring(0, equals)).orElse(null);
            if (permission == null) {
                departments.add(Department.ofSetting(line));
            } else {
                reaches.put(permission, Reach.ofSetting(line.substring(equals + 1)));
            }
        });
        return new Powers(reaches, departments, ofDepartments);
    }
}
