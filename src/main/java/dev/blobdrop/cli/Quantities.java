package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Problem;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes and times as people write and read them.
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,9})([KMG]?)(i?)(?:B)?(?:/s)?", Pattern.CASE_INSENSITIVE);

    private Quantities() {}

    /// A whole number from 1 to the most.
    static int number(String option, String text, int most) {
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-number",
                            option + " cannot be '" + text + "'",
                            "Give a number from 1 to " + most + ".")
                    .asException();
        }
        return number;
    }

    /// `30s`, `10m`, `1h`, `2d`, `500ms`.
    static Duration duration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-duration",
                            option + " cannot be '" + text + "'",
                            "Give a number and a unit: 30s, 10m or 1h.")
                    .asException();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /// `500K`, `10M`, `2MiB/s`: bytes per second. K, M and G are powers of 1,000; with an i, of
    /// 1,024.
    static long rate(String option, String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-rate",
                            option + " cannot be '" + text + "'",
                            "Give bytes per second: 500K, 10M or 2MiB.")
                    .asException();
        }
        long step = matcher.group(3).isEmpty() ? 1000 : 1024;
        int power = " KMG".indexOf((matcher.group(2) + " ").toUpperCase(Locale.ROOT).charAt(0));
        return Long.parseLong(matcher.group(1)) * (long) Math.pow(step, power);
    }

    /// `13 B`, `1.2 MiB`.
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (unit < 0 || (value >= 1023.95 && unit < 5)) {
            value /= 1024;
            unit++;
        }
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10 + " " + "KMGTPE".charAt(unit) + "iB";
    }

    /// What a run that did not end by itself leaves; empty when it leaves nothing.
    ///
    /// @param left how many were found and have not ended
    /// @param more whether it had not looked everywhere
    static String rest(long left, boolean more) {
        String found = left > 0 ? ", " + left + " not begun or not finished" : "";
        return more ? found + ", the rest not looked at" : found;
    }

    /// `12 ms`, `3.4 s`, `2 min 5 s`.
    static String time(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
