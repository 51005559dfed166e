package dev.blobdrop.cli.output;

import dev.blobdrop.core.transfer.Counts;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.UploadSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A transfer in one line: a bar, bytes, files, speed and time left. On a narrow terminal the least
/// important parts are left out first.
final class ProgressLine {
    /// Widths of the bar, best first.
    private static final int[] BARS = {24, 16, 10, 0};

    private ProgressLine() {}

    /// @param open whether more may still be found
    private record Moment(Counts counts, boolean open, Duration elapsed) {}

    /// The line for this many columns.
    static String of(UploadSnapshot now, int columns) {
        return fitting(columns, bars(percent(moment(now))), moment(now));
    }

    /// The line for this many columns.
    static String of(DownloadSnapshot now, int columns) {
        return fitting(columns, bars(percent(moment(now))), moment(now));
    }

    /// The whole line without the bar.
    static String words(UploadSnapshot now) {
        return fitting(Integer.MAX_VALUE, List.of(""), moment(now));
    }

    /// The whole line without the bar.
    static String words(DownloadSnapshot now) {
        return fitting(Integer.MAX_VALUE, List.of(""), moment(now));
    }

    private static Moment moment(UploadSnapshot now) {
        return new Moment(now.counts(), now.scanning(), now.elapsed());
    }

    private static Moment moment(DownloadSnapshot now) {
        return new Moment(now.counts(), now.listing(), now.elapsed());
    }

    private static int percent(Moment now) {
        return now.counts().bytesFound() == 0
                ? 0
                : (int) Math.min(
                        99, now.counts().bytesDone() * 100 / now.counts().bytesFound());
    }

    private static String fitting(int columns, List<String> bars, Moment now) {
        long total = now.counts().bytesFound();
        double seconds = now.elapsed().toMillis() / 1000.0;
        long speed = seconds < 0.5 ? 0 : (long) (now.counts().bytesDone() / seconds);
        String share = "%2d %%".formatted(percent(now));
        String open = now.open() ? "+" : "";
        String bytes = "  %s of %s%s".formatted(Amounts.size(now.counts().bytesDone()), Amounts.size(total), open);
        String files =
                "  %d of %d files".formatted(now.counts().ended(), now.counts().found());
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
                .mapToObj(width -> {
                    int filled = percent * width / 100;
                    return width == 0 ? "" : "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] ";
                })
                .toList();
    }

    private static String left(Moment now, long speed) {
        long bytes = now.counts().bytesFound() - now.counts().bytesDone();
        boolean known = !now.open() && now.elapsed().toSeconds() >= 3 && bytes > 0;
        return known ? "  " + Amounts.time(Duration.ofSeconds(bytes / speed)) + " left" : "";
    }
}
