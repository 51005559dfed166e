package dev.blobdrop.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A display of its own (Xvfb, not reachable from the network) with a window manager, a mouse, a
/// keyboard and a camera.
public final class Screen implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<String> PROGRAMS = List.of("Xvfb", "openbox", "xdotool", "import", "xprop");

    private final Child server;
    private final Map<String, String> environment = new TreeMap<>();
    private final Child windowManager;

    private Screen(Child server) {
        this.server = server;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", "/nonexistent");
        environment.put("LANG", "C.UTF-8");
        // The desktop's accessibility bus, which is not there.
        environment.put("NO_AT_BRIDGE", "1");
        environment.put("DISPLAY", ":" + server.await(""));
        windowManager = start("openbox");
        awaitWindowManager();
    }

    /// Without a reset, which would throw the window manager out when the first asker leaves before
    /// it has come.
    public static Screen open() {
        return new Screen(Child.start(
                List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-noreset", "-nolisten", "tcp"),
                Map.of("PATH", System.getenv("PATH"))));
    }

    /// What a screen needs and this machine lacks.
    public static Optional<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String program : PROGRAMS) {
            if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                missing.add(program);
            }
        }
        try {
            Child.run(List.of(PYTHON, "-c", "import gi; gi.require_version('Gtk', '3.0')"), Map.of("LANG", "C.UTF-8"));
        } catch (AssertionError | RuntimeException e) {
            missing.add("python3-gi with gir1.2-gtk-3.0");
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing) + " is not installed");
    }

    private void awaitWindowManager() {
        while (!supportsWindowManager()) {
            if (!windowManager.process().isAlive()) {
                throw new AssertionError("openbox ended: " + windowManager.errors());
            }
        }
    }

    private boolean supportsWindowManager() {
        try (Child xprop = start("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")) {
            xprop.awaitEnd();
            return xprop.await("_NET").contains("window id");
        }
    }

    public String display() {
        return environment.get("DISPLAY");
    }

    Child start(String... command) {
        return Child.start(List.of(command), environment);
    }

    /// Starts a script of `src/test/python`, with the system's own Python, which has GTK.
    Child python(String script, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(PYTHON);
        command.add("src/test/python/" + script);
        command.addAll(arguments);
        return Child.start(command, environment);
    }

    /// What mouse and keyboard do, in the words of xdotool.
    void hands(String actions) {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(actions.split(" ")));
        Child.run(command, environment);
    }

    void type(String text) {
        Child.run(List.of("xdotool", "type", "--delay", "20", text), environment);
    }

    /// Takes a picture of a window.
    void picture(String window, Path file) {
        Child.run(List.of("import", "-window", window, "-strip", file.toString()), environment);
    }

    /// Where a window is on the screen: x, y, width, height.
    int[] place(String window) {
        try (Child ask = start("xdotool", "getwindowgeometry", "--shell", window)) {
            ask.await("WINDOW");
            return new int[] {
                number(ask.await("X=")), number(ask.await("Y=")),
                number(ask.await("WIDTH=")), number(ask.await("HEIGHT="))
            };
        }
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf('=') + 1));
    }

    @Override
    public void close() {
        windowManager.close();
        server.close();
    }
}
