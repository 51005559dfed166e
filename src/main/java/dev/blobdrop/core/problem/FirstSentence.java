package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import java.util.regex.Pattern;

/// What a foreign message begins with.
public final class FirstSentence {
    /// How Java names an exception in front of the sentence of the one it wraps.
    static final Pattern CLASS_NAMES = Pattern.compile("^(?:(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*: )+");

    private FirstSentence() {}

    /// The first sentence of a library's message, on one line, without names of Java's classes and
    /// without secrets.
    public static String of(String message) {
        String line = Secrets.redact(sentence(message));
        return CLASS_NAMES.matcher(line).replaceFirst("");
    }

    private static String sentence(String message) {
        String line = requireNonNullElse(message, "no reason given").strip().replace("\r", "");
        line = line.lines().findFirst().orElse("no reason given");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
