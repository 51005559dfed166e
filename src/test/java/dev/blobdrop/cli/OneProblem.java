package dev.blobdrop.cli;

import java.util.regex.Pattern;

/// The form in which a problem is told: a title with its code, a sentence, and what helps.
final class OneProblem {
    static final Pattern TEXT = Pattern.compile(
            "Error: [^\\n]+ \\([A-Za-z0-9-]+\\)\\n" + "  [^\\n]+\\n" + "(  How to fix it:\\n(    [^\\n]+\\n)+)?");

    private OneProblem() {}
}
