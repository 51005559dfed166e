package dev.blobdrop.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Limits repeated lines, such as one for each of 100,000 skipped files: prints the first 10 of
/// each cause and counts the rest. With `--verbose` it prints all. Safe for use by many threads.
final class FirstFew {
    private static final int MOST_LINES = 10;

    /// The most causes counted separately. Some contain a file name, so there could be one per
    /// file.
    private static final int CAUSES = 12;

    private static final String OTHERS = "other reasons";
    private static final String ALREADY_THERE = "already exists";
    private static final String SAME = ", same content";
    private static final String NOT_OLDER = ", not older than ";
    private static final List<String> COMMON_ENDS =
            List.of("already exists", "is as new as the blob", "has the same content");

    private final Output output;
    private final String what;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /// @param what in "and 5 more " + what
    FirstFew(Output output, String what) {
        this.output = output;
        this.what = what;
    }

    /// Prints the line, or only counts it.
    ///
    /// @param cause what such lines have in common
    /// @param line built only when it is printed
    void print(String cause, Supplier<String> line) {
        if (output.isVerbose() || isFew(cause)) {
            output.note(line.get());
        }
    }

    private synchronized boolean isFew(String cause) {
        boolean apart = counts.containsKey(cause) || counts.size() < CAUSES;
        return counts.merge(apart ? cause : OTHERS, 1L, Long::sum) <= MOST_LINES;
    }

    /// The common part of reasons for skipping a file, without the name in them.
    static String cause(String reason) {
        if (reason.startsWith(ALREADY_THERE + " as ")) {
            int older = reason.indexOf(NOT_OLDER);
            return ALREADY_THERE + (older >= 0 ? reason.substring(older) : reason.endsWith(SAME) ? SAME : "");
        }
        return COMMON_ENDS.stream()
                .filter(end -> reason.endsWith(" " + end))
                .findFirst()
                .orElse(reason);
    }

    /// Prints how many more there were and starts counting again.
    synchronized void printRest() {
        if (!output.isVerbose()) {
            counts.forEach(this::printRest);
        }
        counts.clear();
    }

    private void printRest(String cause, long count) {
        if (count > MOST_LINES) {
            output.note("... and "
                    + (count - MOST_LINES)
                    + " more "
                    + what
                    + " ("
                    + cause
                    + "); "
                    + (output.isJson() ? "standard output lists all." : "--verbose lists all."));
        }
    }
}
