package dev.blobdrop.costs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The most that something may cost, by the names of the figures.
record Limits(String title, Map<String, Double> most) {
    Limits {
        most = new LinkedHashMap<>(most);
    }

    static Limits of(String title) {
        return new Limits(title, Map.of());
    }

    Limits with(String figure, double limit) {
        Map<String, Double> more = new LinkedHashMap<>(most);
        more.put(figure, limit);
        return new Limits(title, more);
    }

    /// A line for each figure.
    List<String> table(RunCosts counted) {
        List<String> lines = new ArrayList<>();
        most.forEach((name, limit) ->
                lines.add("| %s | %s | %s | %s |".formatted(title, name, text(counted.get(name)), text(limit))));
        return lines;
    }

    /// What costs more than it may, as sentences.
    List<String> exceeded(RunCosts counted) {
        List<String> sentences = new ArrayList<>();
        most.forEach((name, limit) -> {
            if (counted.get(name) > limit) {
                sentences.add(
                        "%s: %s %s, and the limit is %s".formatted(title, text(counted.get(name)), name, text(limit)));
            }
        });
        return sentences;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }
}
