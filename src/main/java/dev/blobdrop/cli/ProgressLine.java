package dev.blobdrop.cli;

import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.TransferSnapshot;

import java.time.Duration;

/// A transfer in one line: a bar, bytes, files, speed and time left.
final class ProgressLine {
    private static final int WIDTH = 24;

    private ProgressLine() {}

    /// @param open whether the totals may still grow
    private record Sums(
            long bytesFound,
            long bytesDone,
            boolean open,
            long ended,
            long found,
            Duration elapsed) {}

    static String of(TransferSnapshot now) {
        return of(
                new Sums(
                        now.bytesFound(),
                        now.bytesDone(),
                        now.scanning(),
                        now.uploaded() + now.skipped() + now.failed(),
                        now.found(),
                        now.elapsed()));
    }

    static String of(DownloadSnapshot now) {
        return of(
                new Sums(
                        now.bytesFound(),
                        now.bytesDone(),
                        now.listing(),
                        now.downloaded() + now.skipped() + now.failed(),
                        now.found(),
                        now.elapsed()));
    }

    private static String of(Sums now) {
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
                        now.open() ? "+" : "",
                        now.ended(),
                        now.found(),
                        speed == 0 ? "" : "  " + Quantities.size(speed) + "/s" + left(now, speed));
    }

    private static String left(Sums now, long speed) {
        long bytes = now.bytesFound() - now.bytesDone();
        boolean known = !now.open() && now.elapsed().toSeconds() >= 3 && bytes > 0;
        return known ? "  " + Quantities.time(Duration.ofSeconds(bytes / speed)) + " left" : "";
    }
}
