package dev.blobdrop.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// Lines of which there may be a hundred thousand, such as one for each file that was skipped: of
/// each cause the first few are said and the rest is counted. With `--verbose` each is said. Safe
/// for use by many threads.
final class FirstFew {
    private static final int LINES = 10;

    /// Causes told apart at most: some contain a name, so that there would be as many as files.
    private static final int CAUSES = 12;

    private static final String OTHERS = "other reasons";

    private final Output output;
    private final String what;
    private final Map<String, Long> said = new LinkedHashMap<>();

    /// @param what in "and 5 more " + what
    FirstFew(Output output, String what) {
        this.output = output;
        this.what = what;
    }

    /// @param cause what such lines have in common
    void say(String cause, String line) {
        if (output.isVerbose() || isFew(cause)) {
            output.note(line);
        }
    }

    private synchronized boolean isFew(String cause) {
        boolean apart = said.containsKey(cause) || said.size() < CAUSES;
        return said.merge(apart ? cause : OTHERS, 1L, Long::sum) <= LINES;
    }

    /// What the reasons for leaving something out have in common, without the name that is in them.
    static String cause(String reason) {
        return reason.replaceFirst(
                        "^(already there) as .*?(, the same content|, not older than .*)?$", "$1$2")
                .replaceFirst(
                        "^.* (is already there|is as new as the blob|has the same content)$", "$1");
    }

    /// Says how many more there were. The next ones count from anew.
    synchronized void rest() {
        if (!output.isVerbose()) {
            said.forEach(this::rest);
        }
        said.clear();
    }

    private void rest(String cause, long count) {
        if (count > LINES) {
            output.note(
                    "... and "
                            + (count - LINES)
                            + " more "
                            + what
                            + " ("
                            + cause
                            + "); "
                            + (output.isJson()
                                    ? "standard output names each."
                                    : "--verbose names each."));
        }
    }
}
