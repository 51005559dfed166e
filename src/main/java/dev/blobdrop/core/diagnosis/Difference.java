package dev.blobdrop.core.diagnosis;

import java.util.ArrayList;
import java.util.List;

/// Shows two texts that should be equal and marks the first difference.
final class Difference {
    private Difference() {}

    /// @return lines to print one below the other; empty if the texts are equal
    static List<String> lines(String expected, String found) {
        if (expected.equals(found)) {
            return List.of();
        }
        int at = 0;
        while (at < expected.length() && at < found.length() && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        List<String> lines = new ArrayList<>();
        lines.add("expected  " + expected);
        lines.add("found     " + found);
        lines.add("          " + " ".repeat(at) + "^ " + why(expected, found, at));
        return lines;
    }

    private static String why(String expected, String found, int at) {
        if (expected.equals(found + "/") || found.equals(expected + "/")) {
            return "trailing slash";
        }
        if (expected.equalsIgnoreCase(found)) {
            return "only upper and lower case differ";
        }
        if (expected.strip().equals(found.strip())) {
            return "leading or trailing space";
        }
        if (at == expected.length() || at == found.length()) {
            return "one ends here";
        }
        return "differs from here";
    }
}
