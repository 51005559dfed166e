package dev.blobdrop.gui.model;

import dev.blobdrop.core.transfer.TransferSnapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Sizes and speeds as people read them.
public final class Figures {
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

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

    /// `3 files`, `1 file`.
    static String count(long number, String thing) {
        return String.format(
                Locale.getDefault(), "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    static String files(TransferSnapshot now) {
        long ended = now.uploaded() + now.skipped() + now.failed();
        String more = now.scanning() ? "+" : "";
        return String.format(Locale.getDefault(), "%,d of %,d%s", ended, now.found(), more);
    }

    /// From 0 to 1, and below 1 until every file is committed; negative while it cannot be known.
    static double progress(TransferSnapshot now) {
        if (now.scanning()) {
            return -1;
        }
        double share =
                now.bytesFound() > 0
                        ? (double) now.bytesDone() / now.bytesFound()
                        : (double) (now.found() - now.left()) / Math.max(1, now.found());
        return Math.clamp(share, 0, now.state() == TransferSnapshot.State.RUNNING ? 0.99 : 1);
    }

    /// Bytes a second over the last five seconds.
    long speed(long nanos, long bytes) {
        samples.addLast(new Sample(nanos, bytes));
        while (nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long passed = nanos - first.nanos();
        return passed <= 0 ? 0 : Math.max(0, (bytes - first.bytes()) * 1_000_000_000L / passed);
    }
}
