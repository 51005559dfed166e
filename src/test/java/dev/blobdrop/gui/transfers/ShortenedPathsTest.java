package dev.blobdrop.gui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.gui.transfers.ShortenedPaths.Garbled;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ShortenedPathsTest {
    private static final String ROCKET = "\uD83D\uDE80";
    private static final String GARBLED = "\u00F0\u009F\u009A\u0080";

    @TempDir
    Path folder;

    /// As JavaFX 26 on JDK 25 delivered them from a real clipboard.
    @Test
    void pathsAreGarbledAsTheToolkitDoesIt() {
        assertThat(shortened("/tmp/x3/%F0%9F%9A%80.txt")).isEqualTo("/tmp/x3/" + GARBLED + ".");
        assertThat(shortened("/tmp/x3/gr%FC%C3%BC.txt")).isEqualTo("/tmp/x3/gr\u00FC\u00FC.txt");
        assertThat(shortened("/tmp/x3/%F0%9F%9A%80/a%F0%9F%98%80b.txt"))
                .isEqualTo("/tmp/x3/" + GARBLED + "/a\u00F0\u009F\u0098");
    }

    @Test
    void fileWithAnEmojiInItsNameIsFound() throws IOException {
        Path file = Files.createFile(folder.resolve(ROCKET + ".txt"));
        Files.createFile(folder.resolve("another.txt"));
        assertFound(file);
    }

    @Test
    void fileBelowFoldersWithEmojiIsFound() throws IOException {
        Path deep = Files.createDirectories(folder.resolve(ROCKET + " one/" + ROCKET.repeat(2)));
        Files.createDirectories(folder.resolve(ROCKET + " two"));
        assertFound(Files.createFile(deep.resolve("a much longer name.txt")));
        assertFound(deep);
        assertFound(Files.createFile(folder.resolve(ROCKET + " one/x")));
    }

    @Test
    void fileWhoseNameIsNotUtf8IsFound() throws IOException {
        assertFound(Files.createFile(Path.of(URI.create(folder.toUri() + "gr%FCn%80.txt"))));
    }

    @Test
    void namesThatCameThroughAreNotLookedFor() throws IOException {
        Path umlaut = Files.createFile(folder.resolve("grün.txt"));
        assertThat(ShortenedPaths.meant(umlaut)).containsExactly(umlaut);
        Path gone = folder.resolve("gone.txt");
        assertThat(ShortenedPaths.meant(gone)).containsExactly(gone);
        assertThat(ShortenedPaths.meant(folder.resolve("gönn.txt"))).isEmpty();
    }

    @Test
    void severalThatFitAreAllNamed() throws IOException {
        Path text = Files.createFile(folder.resolve(ROCKET + ".txt"));
        Path table = Files.createFile(folder.resolve(ROCKET + ".csv"));
        Files.createFile(folder.resolve(ROCKET + ".html"));
        assertThat(ShortenedPaths.meant(said(text))).containsExactlyInAnyOrder(text, table);
    }

    private static void assertFound(Path file) {
        assertThat(said(file)).isNotEqualTo(file);
        assertThat(ShortenedPaths.meant(said(file)))
                .hasSize(1)
                .allSatisfy(found -> assertThat(found.toUri()).isEqualTo(file.toUri()));
    }

    private static Path said(Path file) {
        return Path.of(Garbled.of(file).shortened());
    }

    private static String shortened(String rawPath) {
        return Garbled.of(Path.of(URI.create("file://" + rawPath))).shortened();
    }
}
