package dev.blobdrop.cli.output;

import dev.blobdrop.core.transfer.RunSnapshot;
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

    /// The line for this many columns.
    ///
    /// @param open whether more may still be found
    static String of(RunSnapshot now, boolean open, int columns) {
        return fitting(columns, bars(percent(now)), now, open);
    }

    /// The whole line without the bar.
    static String words(RunSnapshot now, boolean open) {
        return fitting(Integer.MAX_VALUE, List.of(""), now, open);
    }

    private static int percent(RunSnapshot now) {
        return now.bytesFound() == 0 ? 0 : (int) Math.min(99, now.bytesDone() * 100 / now.bytesFound());
    }

    private static String fitting(int columns, List<String> bars, RunSnapshot now, boolean isOpen) {
        long total = now.bytesFound();
        double seconds = now.elapsed().toMillis() / 1000.0;
        long speed = seconds < 0.5 ? 0 : (long) (now.bytesDone() / seconds);
        String share = "%2d%%".formatted(percent(now));
        String open = isOpen ? "+" : "";
        String bytes = "  %s of %s%s".formatted(Amounts.size(now.bytesDone()), Amounts.size(total), open);
        String files = "  %d of %d files".formatted(now.counts().ended(), now.found());
        String rate = speed == 0 ? "" : "  " + Amounts.size(speed) + "/s";
        String left = speed == 0 ? "" : left(now, isOpen, speed);
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

    private static String left(RunSnapshot now, boolean isOpen, long speed) {
        long bytes = now.bytesFound() - now.bytesDone();
        boolean known = !isOpen && now.elapsed().toSeconds() >= 3 && bytes > 0;
        return known ? "  " + Amounts.time(Duration.ofSeconds(bytes / speed)) + " left" : "";
    }
}
