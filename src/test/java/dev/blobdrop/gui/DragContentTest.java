package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Path;

@DisabledOnOs(OS.WINDOWS)
class DragContentTest {
    @Test
    void addressesOfFilesAreFiles() {
        assertThat(
                        DragContent.files(
                                "# a comment\r\n"
                                        + "file:///tmp/with%20space%20%C3%BC.bin\r\n"
                                        + "https://example.com/a\r\n"
                                        + "file://localhost/tmp/100%25.txt\r\n"
                                        + "FILE:/tmp/short\r\n"))
                .containsExactly(
                        Path.of("/tmp/with space ü.bin"),
                        Path.of("/tmp/100%.txt"),
                        Path.of("/tmp/short"));
    }

    @Test
    void filesOfOtherMachinesAndNonsenseAreNone() {
        assertThat(DragContent.files("file://elsewhere/a\nfile:\nfile:relative\nfile:///a b\n\n"))
                .isEmpty();
    }
}
