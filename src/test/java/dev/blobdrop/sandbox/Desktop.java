package dev.blobdrop.sandbox;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether this process can open windows, and what a child process needs to open one too.
final class Desktop {
    private static final List<String> DISPLAYS = List.of("DISPLAY", "WAYLAND_DISPLAY");
    private static final List<String> NEEDED = List.of("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR");

    private Desktop() {}

    static boolean isThere() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        return !linux || DISPLAYS.stream().anyMatch(System.getenv()::containsKey);
    }

    static Map<String, String> variables() {
        return NEEDED.stream()
                .filter(System.getenv()::containsKey)
                .collect(Collectors.toMap(name -> name, System::getenv));
    }
}
