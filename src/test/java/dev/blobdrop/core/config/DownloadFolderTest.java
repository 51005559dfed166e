package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadFolderTest {
    @TempDir
    Path home;

    @Test
    void theDesktopSaysWhere() throws Exception {
        says("# comment", "XDG_DESKTOP_DIR=\"$HOME/Desktop\"", "XDG_DOWNLOAD_DIR=\"$HOME/Geladen\"");
        assertThat(linux()).isEqualTo(home.resolve("Geladen"));
        says("XDG_DOWNLOAD_DIR=\"/data/my downloads\"");
        assertThat(linux()).isEqualTo(Path.of("/data/my downloads"));
        says("XDG_DOWNLOAD_DIR=\"$HOME/a \\\"b\\\" \\$c\"");
        assertThat(linux()).isEqualTo(home.resolve("a \"b\" $c"));
        says("XDG_DOWNLOAD_DIR=\"$HOME/\"");
        assertThat(linux()).as("switched off").isEqualTo(home);
        says("XDG_DOWNLOAD_DIR=\"$HOME/first\"", "XDG_DOWNLOAD_DIR=\"$HOME/last\"");
        assertThat(linux()).isEqualTo(home.resolve("last"));
    }

    @Test
    void whatMakesNoSenseIsLeftOut() throws Exception {
        for (String line : new String[] {
            "XDG_DOWNLOAD_DIR=relative",
            "XDG_DOWNLOAD_DIR=\"relative\"",
            "#XDG_DOWNLOAD_DIR=\"/x\"",
            "XDG_DOWNLOAD_DIR=\"/x"
        }) {
            says(line);
            assertThat(linux()).as(line).isEqualTo(home.resolve("Downloads"));
        }
    }

    @Test
    void theConfigurationMayLieElsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("conf"));
        Files.writeString(elsewhere.resolve("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"/d\"");
        assertThat(of("Linux", Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", elsewhere.toString())))
                .isEqualTo(Path.of("/d"));
    }

    @Test
    void otherwiseItIsBelowTheHomeFolder() {
        assertThat(linux()).isEqualTo(home.resolve("Downloads"));
        assertThat(of("Mac OS X", Map.of("HOME", "/Users/alice"))).isEqualTo(Path.of("/Users/alice/Downloads"));
        assertThat(of("Windows 11", Map.of("USERPROFILE", "/profile", "HOME", "/msys")))
                .isEqualTo(Path.of("/profile/Downloads"));
        assertThat(of("Linux", Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), "Downloads"));
    }

    private void says(String... lines) throws IOException {
        Path file = Files.createDirectories(home.resolve(".config")).resolve("user-dirs.dirs");
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private Path linux() {
        return of("Linux", Map.of("HOME", home.toString()));
    }

    private static Path of(String system, Map<String, String> variables) {
        return DownloadFolder.of(new Environment(variables), system);
    }
}
