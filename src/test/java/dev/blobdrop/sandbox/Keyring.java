package dev.blobdrop.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The secure store of a Linux desktop: a session bus of its own and on it a real gnome-keyring,
/// unlocked, empty, and gone afterwards.
public final class Keyring implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Deque<ChildProcess> parts = new ArrayDeque<>();
    private final Map<String, String> variables = new TreeMap<>();

    private Keyring(Path folder) throws IOException {
        String address = "unix:path=" + Files.createDirectories(folder).resolve("bus");
        variables.put("DBUS_SESSION_BUS_ADDRESS", address);
        variables.put("HOME", folder.toString());
        variables.put("XDG_DATA_HOME", folder.resolve("data").toString());
        variables.put("PATH", System.getenv("PATH"));
        try {
            parts.push(ChildProcess.start(
                    List.of("dbus-daemon", "--session", "--nofork", "--address=" + address),
                    folder,
                    variables,
                    folder.resolve("bus.log")));
            await("the session bus", "org.freedesktop.DBus");
            parts.push(ChildProcess.start(
                    List.of(
                            "sh",
                            "-c",
                            "echo | exec gnome-keyring-daemon --foreground --unlock" + " --components=secrets"),
                    folder,
                    variables,
                    folder.resolve("keyring.log")));
            await("gnome-keyring", "org.freedesktop.secrets");
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts one, or says why there is none.
    public static Optional<Keyring> open(Path folder, Consumer<String> refusal) throws IOException {
        for (String program : List.of("dbus-daemon", "dbus-send", "gnome-keyring-daemon", "secret-tool")) {
            if (!isOnPath(program)) {
                refusal.accept(program + " is not installed");
                return Optional.empty();
            }
        }
        return Optional.of(new Keyring(folder));
    }

    /// Where programs find it.
    public String address() {
        return variables.get("DBUS_SESSION_BUS_ADDRESS");
    }

    private void await(String what, String name) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var asking = new ProcessBuilder(
                            "dbus-send",
                            "--bus=" + address(),
                            "--print-reply",
                            "--dest=org.freedesktop.DBus",
                            "/",
                            "org.freedesktop.DBus.GetNameOwner",
                            "string:" + name)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            try {
                if (asking.start().waitFor() == 0) {
                    return;
                }
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SandboxException("Waiting for " + what + " was interrupted.", e);
            }
        }
        throw new SandboxException(what + " did not start: " + parts.peek().lines());
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public void close() {
        parts.forEach(ChildProcess::close);
    }
}
