package dev.blobdrop.cli.output;

import java.time.Duration;
import java.util.Locale;

/// Formats sizes, times and what is left of a run for people.
public final class Amounts {
    private Amounts() {}

    /// A size in bytes, as `13 B` or `1.2 MiB`.
    public static String size(long bytes) {
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

    /// What a run left undone when it was stopped; empty if nothing.
    ///
    /// @param left how many were found and have not ended
    /// @param more whether it had not finished searching
    static String rest(long left, boolean more) {
        String found = left > 0 ? ", " + left + " not completed" : "";
        return more ? found + ", the rest not listed" : found;
    }

    /// A time, as `12 ms`, `3.4 s` or `2 min 5 s`.
    public static String time(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
