package dev.blobdrop.cli;

import dev.blobdrop.core.transfer.TransferSnapshot;

import java.time.Duration;

/// A transfer in one line: a bar, bytes, files, speed and time left.
final class ProgressLine {
    private static final int WIDTH = 24;

    private ProgressLine() {}

    static String of(TransferSnapshot now) {
        long total = now.bytesFound();
        int percent = total == 0 ? 0 : (int) Math.min(99, now.bytesDone() * 100 / total);
        int filled = percent * WIDTH / 100;
        double seconds = now.elapsed().toMillis() / 1000.0;
        long speed = seconds < 0.5 ? 0 : (long) (now.bytesDone() / seconds);
        return "[%s%s] %2d %%  %s of %s%s  %d of %d files%s"
                .formatted(
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        percent,
                        Quantities.size(now.bytesDone()),
                        Quantities.size(total),
                        now.scanning() ? "+" : "",
                        now.uploaded() + now.skipped() + now.failed(),
                        now.found(),
                        speed == 0 ? "" : "  " + Quantities.size(speed) + "/s" + left(now, speed));
    }

    private static String left(TransferSnapshot now, long speed) {
        long bytes = now.bytesFound() - now.bytesDone();
        boolean known = !now.scanning() && now.elapsed().toSeconds() >= 3 && bytes > 0;
        return known ? "  " + Quantities.time(Duration.ofSeconds(bytes / speed)) + " left" : "";
    }
}
