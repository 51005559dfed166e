package dev.blobdrop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys of a real keyboard and a real drag onto a row: the events come from the display, through
/// the window manager and the toolkit, to the packaged program.
@Timeout(240)
class KeysE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Optional<Screen> screen = Optional.empty();

    private final Sandbox sandbox = SharedSandbox.get();

    @TempDir
    Path folder;

    @BeforeAll
    static void openScreen() {
        Optional<String> missing = Screen.missing();
        assumeTrue(missing.isEmpty(), () -> "No real window can be opened: " + missing.get());
        screen = Optional.of(Screen.open());
    }

    @AfterAll
    static void closeScreen() {
        screen.ifPresent(Screen::close);
    }

    @BeforeEach
    void fill() {
        sandbox.reset();
        sandbox.roles().assign(Identities.ALICE.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        for (String name : List.of(
                "alpha/a.txt",
                "beta/first/x.txt",
                "beta/second/y.txt",
                "beta/third/z.txt",
                "report.csv",
                "zebra.txt")) {
            byte[] content = name.getBytes(StandardCharsets.UTF_8);
            sandbox.blobs().put(sandbox.container(), name, content);
        }
        sandbox.blobs().createContainer("logs");
    }

    /// A window with its rows, the keyboard in its table.
    private record Open(RealWindow window, Inside inside) implements AutoCloseable {
        @Override
        public void close() {
            window.close();
        }
    }

    private Open open() throws IOException {
        Inside inside = new Inside(Files.createTempDirectory(folder, "agent"));
        RealWindow window = RealWindow.open(
                screen(), inside.with(sandbox.laptopEnvironment()), Files.createTempDirectory(folder, "home"));
        window.awaitDrawn();
        window.activate();
        awaitShown(inside, "alpha");
        click(inside.place("zebra.txt"));
        awaitSelected(inside, "zebra.txt");
        return new Open(window, inside);
    }

    private static Screen screen() {
        return screen.orElseThrow();
    }

    private static void click(int... at) {
        screen().hands("mousemove %d %d sleep 0.1 click 1".formatted(at[0], at[1]));
    }

    private static void keys(String... keys) {
        screen().hands("key --delay 60 " + String.join(" ", keys));
    }

    private static void awaitSelected(Inside inside, String... names) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inside.selected()).containsExactly(names));
    }

    private static void awaitShown(Inside inside, String name) {
        assertThat(inside.place(name)).as(name).hasSize(2);
    }

    @Test
    void lettersGoToTheRowThatBeginsWithThem() throws IOException {
        try (Open open = open()) {
            keys("r", "e");
            awaitSelected(open.inside(), "report.csv");
            // A word ends with a pause.
            screen().hands("sleep 1.5");
            keys("b");
            awaitSelected(open.inside(), "beta/");
        }
    }

    @Test
    void arrowKeysGoOnInTheFolderThatWasEntered() throws IOException {
        try (Open open = open()) {
            keys("b", "Return");
            awaitShown(open.inside(), "first");
            awaitSelected(open.inside(), "beta/first/");
            keys("Down");
            awaitSelected(open.inside(), "beta/second/");
            keys("Down", "Up", "Return");
            awaitShown(open.inside(), "y.txt");
            keys("BackSpace");
            awaitSelected(open.inside(), "beta/second/");
        }
    }

    @Test
    void menuKeysOpenTheMenuOfTheSelectedRowAndEscapeClosesIt() throws IOException {
        try (Open open = open()) {
            for (String key : List.of("Menu", "shift+F10")) {
                keys(key);
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(open.inside().menu()).as(key).contains("Properties", "Delete…"));
                keys("Escape");
                await().atMost(PATIENCE).until(() -> open.inside().menu().isEmpty());
                assertThat(open.inside().selected()).containsExactly("zebra.txt");
            }
        }
    }

    @Test
    void escapeClosesTheQuestionBeforeADeletionAndNothingElse() throws IOException {
        try (Open open = open()) {
            keys("Delete");
            awaitShown(open.inside(), "Delete 1 blob?");
            keys("Escape");
            await().atMost(PATIENCE).until(() -> open.inside().focus().equals("blobs"));
            awaitSelected(open.inside(), "zebra.txt");
            // The keyboard is where it was.
            keys("Up");
            awaitSelected(open.inside(), "report.csv");
            assertThat(sandbox.blobs().list(sandbox.container())).hasSize(6);
        }
    }

    @Test
    void dropOnAContainerGoesIntoIt() throws IOException {
        Path file = Files.writeString(folder.resolve("dropped.txt"), "Hello");
        try (Open open = open();
                FileManager files = new FileManager(screen(), file)) {
            files.dragTo(open.inside().place("logs"));
            await().atMost(PATIENCE).until(() -> sandbox.blobs().exists("logs", "dropped.txt"));
            assertThat(sandbox.blobs().get("logs", "dropped.txt")).asString().isEqualTo("Hello");
            assertThat(sandbox.blobs().list(sandbox.container())).hasSize(6);
            // The one that is open stays open.
            assertThat(open.inside().selected()).containsExactly("zebra.txt");
        }
    }

    @Test
    void dropOnAFolderGoesIntoIt() throws IOException {
        Path file = Files.writeString(folder.resolve("dropped.txt"), "Hello");
        try (Open open = open();
                FileManager files = new FileManager(screen(), file)) {
            files.dragTo(open.inside().place("alpha"));
            await().atMost(PATIENCE).until(() -> sandbox.blobs().exists(sandbox.container(), "alpha/dropped.txt"));
        }
    }
}
