package dev.blobdrop.gui.base;

import java.time.Duration;
import java.util.Locale;

/// Formats sizes and times in the system's locale.
public final class Units {
    private Units() {}

    /// `13 B`, `1.2 MiB`.
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < 5) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.getDefault(), "%.1f %siB", value, "KMGTPE".charAt(unit));
    }

    /// `1:02:03`, `0:07`.
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
