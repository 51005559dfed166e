package dev.blobdrop.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The packaged program, started as a person starts it, and its window.
public final class RealWindow implements AutoCloseable {
    static final Path PROGRAM = Path.of("target/blobdrop/bin/blobdrop").toAbsolutePath();

    /// Takes root's power to read what is closed to its owner away from a program.
    private static final Path WITHOUT_POWERS = Path.of("/usr/bin/setpriv");

    private final Screen screen;
    private final Child watch;
    private final long started;
    private final Child program;
    private final String number;
    private final Duration visible;

    /// @param others windows that are open already
    private RealWindow(Screen screen, Map<String, String> environment, RealWindow... others) {
        this.screen = screen;
        List<String> titles = new ArrayList<>(List.of("Blobdrop"));
        Stream.of(others).map(RealWindow::number).forEach(titles::add);
        watch = screen.python("window_watch.py", titles);
        watch.await("watching");
        started = System.nanoTime();
        program = Child.start(command(), environment);
        number = watch.await("visible").split(" ")[1];
        visible = sinceStart();
    }

    /// Opens the window with this environment, a home of its own and nothing else, and returns when
    /// it is on the screen.
    public static RealWindow open(Screen screen, Map<String, String> environment, Path home, RealWindow... others) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("DISPLAY", screen.display());
        variables.put("NO_AT_BRIDGE", "1");
        variables.put("HOME", home.toString());
        variables.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        variables.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        variables.put("XDG_DATA_HOME", home.resolve("data").toString());
        variables.put("XDG_STATE_HOME", home.resolve("state").toString());
        return new RealWindow(screen, variables, others);
    }

    /// A person may not read everything, even where root runs the tests.
    private static List<String> command() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(WITHOUT_POWERS)
                ? List.of(
                        WITHOUT_POWERS.toString(), "--bounding-set=-dac_override,-dac_read_search", PROGRAM.toString())
                : List.of(PROGRAM.toString());
    }

    /// As the display counts it.
    String number() {
        return number;
    }

    /// From the start of the process until the window was on the screen.
    public Duration visible() {
        return visible;
    }

    /// From the start of the process until something was drawn in it; waits for that.
    public Duration awaitDrawn() {
        watch.await("drawn");
        return sinceStart();
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /// Processor time of the program so far.
    public Duration processorTime() {
        return program.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Child program() {
        return program;
    }

    /// Puts the keyboard into this window.
    void activate() {
        screen.hands("windowactivate --sync " + number);
    }

    /// Closes the window as the window manager's button does.
    ///
    /// @return the exit code
    public int closeByWindowManager() {
        activate();
        screen.hands("key alt+F4");
        return program.awaitEnd();
    }

    @Override
    public void close() {
        watch.close();
        program.close();
    }
}
