package dure.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * 추출: which entries are drawn from which, so that anybody can draw them again with sha256sum. Every entry is given the SHA-256 of
 * {@code seed:entry} (UTF-8, as in {@code a1b2:30170-17}), written in hexadecimal; the entries are sorted by it, and the first of
 * each stratum are drawn.
 */
final class Drawing {
    private Drawing() {}

    /** @param entry as people cite it: 30170-17 */
    record Candidate(String entry, long quantity, String stratum) {}

    record Drawn(List<SampleCheck.Stratum> strata, List<Candidate> sample) {}

    static Drawn draw(String seed, List<Candidate> population, int size) {
        var byStratum = population.stream()
                .collect(Collectors.groupingBy(Candidate::stratum, TreeMap::new, Collectors.toList()));
        var sizes = sizes(byStratum, population.size(), Math.min(size, population.size()));
        var strata = new ArrayList<SampleCheck.Stratum>();
        var sample = new ArrayList<Candidate>();
        byStratum.forEach((name, candidates) -> {
            int drawn = sizes.getOrDefault(name, 0);
            strata.add(new SampleCheck.Stratum(
                    name,
                    candidates.size(),
                    candidates.stream().mapToLong(Candidate::quantity).sum(),
                    drawn));
            candidates.stream()
                    .sorted(Comparator.comparing(one -> place(seed, one.entry())))
                    .limit(drawn)
                    .forEach(sample::add);
        });
        // In one order for all, so that whoever checks does not see the strata one after the other.
        sample.sort(Comparator.comparing(one -> place(seed, one.entry())));
        return new Drawn(strata, sample);
    }

    static String place(String seed, String entry) {
        return Hashes.sha256(seed + ":" + entry);
    }

    /**
     * In proportion to how many entries there are, by largest remainders; one at least of each stratum where the size allows it,
     * taken from the largest. Ties by name.
     */
    private static Map<String, Integer> sizes(Map<String, List<Candidate>> strata, int population, int size) {
        var sizes = new TreeMap<String, Integer>();
        strata.forEach((name, of) -> sizes.put(name, (int) ((long) size * of.size() / population)));
        var left = size - sizes.values().stream().mapToInt(Integer::intValue).sum();
        strata.keySet().stream()
                .sorted(Comparator.comparing((String name) -> -((long) size
                                * strata.getOrDefault(name, List.of()).size()
                                % population))
                        .thenComparing(name -> name))
                .limit(left)
                .forEach(name -> sizes.merge(name, 1, Integer::sum));
        if (size >= strata.size()) {
            for (var name : strata.keySet()) {
                if (sizes.getOrDefault(name, 0) == 0) {
                    var largest = sizes.entrySet().stream()
                            .max(Map.Entry.<String, Integer>comparingByValue()
                                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                            .orElseThrow()
                            .getKey();
                    sizes.merge(largest, -1, Integer::sum);
                    sizes.put(name, 1);
                }
            }
        }
        return sizes;
    }
}
