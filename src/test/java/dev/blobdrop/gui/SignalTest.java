package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A window that the system asks to end.
@Timeout(120)
class SignalTest {
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void terminatedWindowEndsWithoutAWord() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder program = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                SignalledWindow.class.getName()));
        program.environment()
                .putAll(Map.of(
                        "HOME", folder.toString(),
                        "XDG_CONFIG_HOME", folder.resolve("config").toString()));
        program.redirectError(said.toFile());
        Process window = program.start();
        try (BufferedReader out = window.inputReader()) {
            assertThat(out.readLine()).isEqualTo(SignalledWindow.READY);
            window.toHandle().destroy();
            assertThat(window.waitFor()).isEqualTo(TERMINATED);
            assertThat(out.readLine()).isNull();
        } finally {
            window.destroyForcibly();
        }
        assertThat(Files.readString(said)).doesNotContain("Exception", "Unexpected", "ERROR");
    }
}
