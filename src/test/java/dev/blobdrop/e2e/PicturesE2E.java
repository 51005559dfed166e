package dev.blobdrop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pictures of the README: the real window over the sandbox, in light and dark, each looked at
/// from inside its process too: nothing cut off, shortened beside free space or over another.
///
/// `mvn -Pe2e verify -Dit.test=PicturesE2E -De2e.images=src/docs/images` renews them.
@Timeout(240)
class PicturesE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SMALL = 200_000;

    private static Optional<Screen> screen = Optional.empty();

    private final Sandbox sandbox = SharedSandbox.get();
    private final Path images = Path.of(System.getProperty("e2e.images"));

    @TempDir
    Path folder;

    @BeforeAll
    static void openScreen() {
        Optional<String> missing = Screen.missing();
        assumeTrue(missing.isEmpty(), () -> "No picture can be taken: " + missing.get());
        screen = Optional.of(Screen.open());
    }

    @AfterAll
    static void closeScreen() {
        screen.ifPresent(Screen::close);
    }

    @Test
    void windowInLight() throws IOException {
        take("light", "window", "chain");
    }

    @Test
    void windowInDark() throws IOException {
        take("dark", "window-dark", "chain-dark");
    }

    /// @param uploads the name of the picture after an upload
    /// @param chain that of the credential chain
    private void take(String theme, String uploads, String chain) throws IOException {
        sandbox.reset();
        fill();
        Path home = Files.createTempDirectory(folder, "home");
        Path settings = Files.createDirectories(home.resolve("config/blobdrop"));
        Files.writeString(settings.resolve("window.properties"), "theme=" + theme + "\nwindow=100,40,1180,760,false\n");
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 1; i <= 24; i++) {
            Files.write(photos.resolve("IMG_%04d.jpg".formatted(i)), new byte[40_000 + 997 * i]);
        }
        Path report = Files.write(folder.resolve("report.pdf"), new byte[1_234_567]);
        Screen display = screen.orElseThrow();
        Inside inside = new Inside(Files.createTempDirectory(folder, "agent"));
        Map<String, String> environment = inside.with(sandbox.laptopEnvironment());
        try (RealWindow window = RealWindow.open(display, environment, home)) {
            drop(display, window, photos);
            awaitBlob("photos/IMG_0024.jpg");
            drop(display, window, report);
            awaitBlob("report.pdf");
            // The mouse would highlight what it rests on.
            display.hands("mousemove 5 5");
            window.activate();
            settle(display, window, images.resolve(uploads + ".png"));
            assertThat(inside.faults()).as(uploads).isEmpty();
            display.hands("key ctrl+i");
            settle(display, window, images.resolve(chain + ".png"));
            assertThat(inside.faults()).as(chain).isEmpty();
        }
    }

    private static void drop(Screen display, RealWindow window, Path path) {
        try (FileManager files = new FileManager(display, path)) {
            files.dragTo(window);
        }
    }

    /// Takes pictures until two in turn are the same.
    private void settle(Screen display, RealWindow window, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path last = folder.resolve("last.png");
        Files.deleteIfExists(last);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(700)).until(() -> {
            display.picture(window.number(), file);
            boolean same = Files.exists(last) && Files.mismatch(last, file) < 0;
            Files.copy(file, last, StandardCopyOption.REPLACE_EXISTING);
            return same;
        });
        assertThat(Files.size(file)).isBetween(5_000L, (long) SMALL);
    }

    /// A container as people have them.
    private void fill() {
        for (String name : List.of(
                "2026/january.csv",
                "2026/february.csv",
                "backup/database.dump",
                "models/weights.bin",
                "readme.txt",
                "sales.xlsx")) {
            byte[] content = name.repeat(1 + name.length() * 40).getBytes(StandardCharsets.UTF_8);
            sandbox.blobs().put(sandbox.container(), name, content);
        }
        for (String container : List.of("archive", "images", "logs")) {
            sandbox.blobs().createContainer(container);
        }
    }

    private void awaitBlob(String name) {
        await().atMost(PATIENCE).until(() -> sandbox.blobs().exists(sandbox.container(), name));
    }
}
