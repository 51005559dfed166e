package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses numbers, times and rates as typed on a command line.
public final class OptionValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,9})([KMG]?)(i?)(?:B)?(?:/s)?", Pattern.CASE_INSENSITIVE);

    private OptionValues() {}

    /// A whole number from 1 to `most`.
    public static int number(String option, String text, int most) {
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-number",
                            option + " cannot be '" + text + "'",
                            "Use a number from 1 to " + most + ".")
                    .asException();
        }
        return number;
    }

    /// A time such as `30s`, `10m`, `1h`, `2d` or `500ms`.
    public static Duration duration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-duration",
                            option + " cannot be '" + text + "'",
                            "Use a number and a unit: 30s, 10m or 1h.")
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

    /// A rate in bytes per second, such as `500K`, `10M` or `2MiB/s`. K, M and G are powers of
    /// 1,000, and with an i powers of 1,024.
    public static long rate(String option, String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-rate",
                            option + " cannot be '" + text + "'",
                            "Use bytes per second: 500K, 10M or 2MiB.")
                    .asException();
        }
        long step = matcher.group(3).isEmpty() ? 1000 : 1024;
        int power =
                " KMG".indexOf((matcher.group(2) + " ").toUpperCase(Locale.ROOT).charAt(0));
        return Long.parseLong(matcher.group(1)) * (long) Math.pow(step, power);
    }
}
