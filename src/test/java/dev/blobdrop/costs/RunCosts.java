package dev.blobdrop.costs;

import java.util.Map;
import java.util.TreeMap;

/// Named figures of one run, or what one more MiB or file adds to them.
record RunCosts(Map<String, Double> all) {
    RunCosts {
        all = new TreeMap<>(all);
    }

    static RunCosts of(Iterable<String> lines) {
        Map<String, Double> all = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 2 && words[1].matches("\\d+")) {
                all.put(words[0], Double.valueOf(words[1]));
            }
        }
        return new RunCosts(all);
    }

    double get(String name) {
        return all.getOrDefault(name, 0.0);
    }

    RunCosts and(RunCosts other) {
        Map<String, Double> both = new TreeMap<>(all);
        both.putAll(other.all);
        return new RunCosts(both);
    }

    RunCosts and(String name, double value) {
        return and(new RunCosts(Map.of(name, value)));
    }

    /// What each unit adds, when this run has so many units more than the other. What every run
    /// costs, whatever it moves, is in neither.
    RunCosts beyond(RunCosts less, double units) {
        Map<String, Double> each = new TreeMap<>();
        all.forEach((name, value) -> each.put(name, (value - less.get(name)) / units));
        return new RunCosts(each);
    }
}
