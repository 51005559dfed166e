package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final WindowBounds BOUNDS = new WindowBounds(-8, 20, 1180, 760, true);

    @TempDir
    Path folder;

    /// A setting that is added later has to be set here too.
    @Test
    void everythingThatWasSetIsReadBack() throws ReflectiveOperationException {
        SettingsFile file = new SettingsFile(folder.resolve("not-there-yet"));
        Settings written = file.change(old -> old.withTheme(Theme.DARK)
                .withZoom(150)
                .withWindow(BOUNDS)
                .withAccount("https://a.example")
                .withContainer("größe=#:!")
                .withContainer("https://a.example", "logs")
                .withDownloadFolder(Optional.of("/home/alice/in"))
                .withConnection(new ConnectionSettings(
                        Optional.of("/etc/ca.pem"), Optional.of("http://proxy:3128"), Optional.of("contoso.com")))
                .withCredential("https://a.example:443/x", Optional.of("browser"))
                .withIfExists("skip")
                .withStartContainer(Optional.of("inbox"))
                .withBandwidth(1_000_000)
                .withTrustedHosts(List.of("files.contoso.com", "[::2]"))
                .withLayout("columns", "name:400,size:90"));
        for (RecordComponent setting : Settings.class.getRecordComponents()) {
            assertThat(setting.getAccessor().invoke(written))
                    .as(setting.getName())
                    .isNotEqualTo(setting.getAccessor().invoke(Settings.STANDARD));
        }
        assertThat(file.read()).isEqualTo(written);
        assertThat(file.read().window()).hasValue(BOUNDS);
    }

    @Test
    void withoutAFileTheStandardHolds() {
        assertThat(new SettingsFile(folder).read()).isEqualTo(Settings.STANDARD);
    }

    @Test
    void linesThatMakeNoSenseCountAsMissing() throws IOException {
        Files.writeString(
                folder.resolve("window.properties"),
                "theme=purple\nzoom=NaN\nwindow=1,2,x,4,normal\naccount.0=https://a.example\n");
        assertThat(new SettingsFile(folder).read()).isEqualTo(Settings.STANDARD.withAccount("https://a.example"));
        Files.writeString(folder.resolve("window.properties"), "zoom=\\u12");
        assertThat(new SettingsFile(folder).read()).isEqualTo(Settings.STANDARD);
    }

    @Test
    void linesOfANewerVersionAreKept() throws IOException {
        Path lines = folder.resolve("window.properties");
        Files.writeString(lines, "hologram=on\nzoom=120\n");
        new SettingsFile(folder).change(old -> old.withTheme(Theme.LIGHT));
        assertThat(Files.readString(lines)).contains("hologram=on").contains("zoom=120");
    }

    @Test
    void twoWindowsDoNotUndoEachOther() {
        SettingsFile one = new SettingsFile(folder);
        SettingsFile other = new SettingsFile(folder);
        one.change(old -> old.withAccount("https://one.example"));
        other.change(old -> old.withZoom(90));
        one.change(old -> old.withAccount("https://two.example"));
        assertThat(other.read().accounts()).containsExactly("https://two.example", "https://one.example");
        assertThat(one.read().zoom()).isEqualTo(90);
    }

    @Test
    void theLastTenAccountsAreKeptTheLastOneFirst() {
        Settings settings = Settings.STANDARD;
        for (String name : IntStream.range(0, 12).mapToObj(i -> "https://a" + i).toList()) {
            settings = settings.withAccount(name);
        }
        settings = settings.withAccount("https://a5");
        assertThat(settings.accounts()).hasSize(10).startsWith("https://a5", "https://a11");
        assertThat(settings.accounts()).doesNotHaveDuplicates();
    }

    @Test
    void zoomStaysBetween80And200() {
        assertThat(Settings.STANDARD.withZoom(20).zoom()).isEqualTo(80);
        assertThat(Settings.STANDARD.withZoom(999).zoom()).isEqualTo(200);
    }

    @Test
    void nothingIsLeftBesideTheFileAndTroubleIsTold() throws IOException {
        SettingsFile file = new SettingsFile(folder);
        file.change(old -> old.withZoom(90));
        file.change(old -> old.withZoom(110));
        try (Stream<Path> found = Files.list(folder)) {
            assertThat(found.map(Path::getFileName).map(Path::toString)).containsExactly("window.properties");
        }
        Path blocked = Files.writeString(folder.resolve("a-file"), "");
        assertThatThrownBy(() -> new SettingsFile(blocked).change(old -> old.withZoom(90)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Cannot save");
    }
}
