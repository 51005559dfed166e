import dev.blobdrop.e2e.RealWindow;
import dev.blobdrop.e2e.Screen;
import dev.blobdrop.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How soon the packaged window is drawn, and for how long the first sorting of 20,000 rows holds
/// up its thread. Prints medians, beside what was to be reached.
///
/// `mvn -Pbench -Dbench=WindowBench`, `-Dbench.arguments=5` for the number of rounds. Needs what
/// the tests of the real window need: Xvfb, openbox, xdotool, ImageMagick, python3-gi with GTK.
/// Each round is a new process with a clean profile; one round before the first does not count.
class WindowBench {
    private static final int ROWS = 20_000;
    private static final double DRAWN = 1.0;
    private static final double HELD_MILLIS = 100;

    /// One start, in seconds.
    private record Start(double visible, double drawn, double processor) {}

    /// One process that sorts, in milliseconds.
    private record Sorts(double first, double more) {}

    private WindowBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        Optional<String> missing = Screen.missing();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        List<Start> starts = new ArrayList<>();
        List<Sorts> sorts = new ArrayList<>();
        try (Sandbox azure = Sandbox.start();
                Screen screen = Screen.open()) {
            for (int round = 0; round <= rounds; round++) {
                Start start = start(azure, screen);
                Sorts sorted = sort(screen);
                if (round > 0) {
                    starts.add(start);
                    sorts.add(sorted);
                }
            }
        }
        print("start to visible", median(starts, Start::visible), "s", Double.NaN);
        print("start to drawn", median(starts, Start::drawn), "s", DRAWN);
        print("processor time until then", median(starts, Start::processor), "s", Double.NaN);
        print("first sorting holds the window", median(sorts, Sorts::first), "ms", HELD_MILLIS);
        print("each later one at most", median(sorts, Sorts::more), "ms", HELD_MILLIS);
    }

    private static Start start(Sandbox azure, Screen screen) throws IOException {
        Path home = Files.createTempDirectory("window-bench");
        try (RealWindow window = RealWindow.open(screen, azure.laptopEnvironment(), home)) {
            Duration drawn = window.awaitDrawn();
            Duration processor = window.processorTime();
            window.closeByWindowManager();
            return new Start(seconds(window.visible()), seconds(drawn), seconds(processor));
        } finally {
            delete(home);
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /// With the flags that `src/launcher/blobdrop` gives the window.
    private static Sorts sort(Screen screen) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.blobdrop.gui.SortingBench",
                String.valueOf(ROWS));
        process.environment().put("DISPLAY", screen.display());
        process.environment().put("NO_AT_BRIDGE", "1");
        process.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process java = process.start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (java.waitFor() != 0) {
            throw new IOException("Sorting ended with " + java.exitValue() + ": " + said);
        }
        String[] words = said.lines()
                .filter(line -> line.startsWith("sorted "))
                .findFirst()
                .orElseThrow(() -> new IOException("Sorting said: " + said))
                .split(" ");
        return new Sorts(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> part) {
        return rounds.stream().mapToDouble(part).sorted().toArray()[rounds.size() / 2];
    }

    private static void print(String what, double value, String unit, double most) {
        String reach = Double.isNaN(most)
                ? ""
                : String.format(Locale.ROOT, "   to reach: %.1f, %s", most, value <= most ? "reached" : "missed");
        System.out.printf(Locale.ROOT, "%-32s %8.2f %-2s%s%n", what, value, unit, reach);
    }
}
