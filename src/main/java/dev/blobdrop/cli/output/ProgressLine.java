package dev.blobdrop.cli.output;

import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.UploadSnapshot;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A transfer in one line: a bar, bytes, files, speed and time left; what a person can do without
/// most easily is left out first where there is little room.
final class ProgressLine {
    /// Widths of the bar, the best first.
    private static final int[] BARS = {24, 16, 10, 0};

    private ProgressLine() {}

    /// @param open whether the totals may still grow
    private record Sums(
            long bytesFound,
            long bytesDone,
            boolean open,
            long ended,
            long found,
            Duration elapsed) {}

    /// @param columns how many there are
    static String of(UploadSnapshot now, int columns) {
        return fitting(columns, bars(percent(sums(now))), sums(now));
    }

    /// @param columns how many there are
    static String of(DownloadSnapshot now, int columns) {
        return fitting(columns, bars(percent(sums(now))), sums(now));
    }

    /// All of it, without a bar.
    static String words(UploadSnapshot now) {
        return fitting(Integer.MAX_VALUE, List.of(""), sums(now));
    }

    /// All of it, without a bar.
    static String words(DownloadSnapshot now) {
        return fitting(Integer.MAX_VALUE, List.of(""), sums(now));
    }

    private static Sums sums(UploadSnapshot now) {
        return new Sums(
                now.bytesFound(),
                now.bytesDone(),
                now.scanning(),
                now.uploaded() + now.skipped() + now.failed(),
                now.found(),
                now.elapsed());
    }

    private static Sums sums(DownloadSnapshot now) {
        return new Sums(
                now.bytesFound(),
                now.bytesDone(),
                now.listing(),
                now.downloaded() + now.skipped() + now.failed(),
                now.found(),
                now.elapsed());
    }

    private static int percent(Sums now) {
        return now.bytesFound() == 0
                ? 0
                : (int) Math.min(99, now.bytesDone() * 100 / now.bytesFound());
    }

    private static String fitting(int columns, List<String> bars, Sums now) {
        long total = now.bytesFound();
        double seconds = now.elapsed().toMillis() / 1000.0;
        long speed = seconds < 0.5 ? 0 : (long) (now.bytesDone() / seconds);
        String share = "%2d %%".formatted(percent(now));
        String open = now.open() ? "+" : "";
        String bytes =
                "  %s of %s%s".formatted(Amounts.size(now.bytesDone()), Amounts.size(total), open);
        String files = "  %d of %d files".formatted(now.ended(), now.found());
        String rate = speed == 0 ? "" : "  " + Amounts.size(speed) + "/s";
        String left = speed == 0 ? "" : left(now, speed);
        return Stream.of(
                        bytes + files + rate + left,
                        bytes + files + left,
                        bytes + left,
                        left.isEmpty() ? files : left,
                        "")
                .flatMap(text -> bars.stream().map(bar -> bar + share + text))
                .filter(line -> line.length() <= columns)
                .findFirst()
                .orElse("");
    }

    private static List<String> bars(int percent) {
        return IntStream.of(BARS)
                .mapToObj(
                        width -> {
                            int filled = percent * width / 100;
                            return width == 0
                                    ? ""
                                    : "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] ";
                        })
                .toList();
    }

    private static String left(Sums now, long speed) {
        long bytes = now.bytesFound() - now.bytesDone();
        boolean known = !now.open() && now.elapsed().toSeconds() >= 3 && bytes > 0;
        return known ? "  " + Amounts.time(Duration.ofSeconds(bytes / speed)) + " left" : "";
    }
}
