package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A desktop's `xdg-open`: it is given an address and leaves, and the browser is somebody else.
/// Each call is a window.
public final class StandInOpener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    /// @param exit what the program ends with
    private StandInOpener(Path folder, int exit) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path program = folder.resolve("xdg-open");
        Files.writeString(program, """
            #!/bin/sh
            printf '%%s\\n' "$1" >> '%s'
            exit %d
            """.formatted(log(), exit));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    public static StandInOpener write(Path folder) throws IOException {
        return new StandInOpener(folder, 0);
    }

    /// One that finds no browser.
    public static StandInOpener failing(Path folder) throws IOException {
        return new StandInOpener(folder, 3);
    }

    /// To be put in front of `PATH`.
    public Path folder() {
        return folder;
    }

    /// The addresses of all windows so far.
    public List<URI> windows() {
        try {
            return Files.exists(log())
                    ? Files.readAllLines(log()).stream().map(URI::create).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first window, as soon as it is opened.
    public URI awaitWindow() {
        awaitWindows(1);
        return windows().getFirst();
    }

    /// Waits until so many were opened.
    public void awaitWindows(int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (windows().size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("No window was opened");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Path log() {
        return folder.resolve("opened");
    }
}
