package dev.blobdrop.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.gui.TestWindow;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testfx.api.FxToolkit;

@DisabledOnOs(OS.WINDOWS)
class DragContentTest {
    @Test
    void addressesOfFilesAreFiles() {
        assertThat(DragContent.files("# a comment\r\n"
                        + "file:///tmp/with%20space%20%C3%BC.bin\r\n"
                        + "https://example.com/a\r\n"
                        + "file://localhost/tmp/100%25.txt\r\n"
                        + "FILE:/tmp/short\r\n"))
                .containsExactly(Path.of("/tmp/with space ü.bin"), Path.of("/tmp/100%.txt"), Path.of("/tmp/short"));
    }

    @Test
    void filesOfOtherMachinesAndNonsenseAreNone() {
        assertThat(DragContent.files("file://elsewhere/a\nfile:\nfile:relative\nfile:///a b\n\n"))
                .isEmpty();
    }

    @Test
    void everyByteOfANameArrives() throws IOException {
        assertThat(DragContent.files("""
            copy
            file:///tmp/%F0%9F%9A%80.txt
            file:///tmp/gr%FC%C3%BC.txt
            file:///tmp/u%CC%88.txt
            file:///tmp/a%23b%3Fc%25d.txt
            file:///tmp/a#b?c.txt
            file:///tmp/100%.txt
            file:///tmp/\uD83D\uDE80.txt
            """))
                .extracting(path -> path.toUri().getRawPath())
                .containsExactly(
                        "/tmp/%F0%9F%9A%80.txt",
                        "/tmp/gr%FC%C3%BC.txt",
                        "/tmp/u%CC%88.txt",
                        "/tmp/a%23b%3Fc%25d.txt",
                        "/tmp/a%23b%3Fc.txt",
                        "/tmp/100%25.txt",
                        "/tmp/%F0%9F%9A%80.txt");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void addressesMayNameThisMachine() throws IOException {
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        assertThat(DragContent.files("file://" + host + "/tmp/a")).containsExactly(Path.of("/tmp/a"));
    }

    @Test
    void addressesCountWhereTheToolkitHandsOutGarbledPaths() throws Exception {
        List<File> garbled = List.of(new File("/tmp/\u00F0\u009F\u009A\u0080."), new File("/tmp/a"));
        String list = "file:///tmp/%F0%9F%9A%80.txt\r\nfile:///tmp/a\r\n";
        assertThat(onBoard(Map.of(DataFormat.FILES, garbled, DataFormat.URL, list)))
                .isEqualTo(new DragContent.Files(List.of(Path.of("/tmp/\uD83D\uDE80.txt"), Path.of("/tmp/a"))));
        assertThat(onBoard(Map.of(DataFormat.FILES, garbled, DataFormat.URL, "https://x.y/z")))
                .isEqualTo(
                        new DragContent.Files(garbled.stream().map(File::toPath).toList()));
    }

    @Test
    void filesCopiedInAFileManagerAreRead() throws Exception {
        DataFormat format = Optional.ofNullable(DataFormat.lookupMimeType("x-special/gnome-copied-files"))
                .orElseGet(() -> new DataFormat("x-special/gnome-copied-files"));
        ByteBuffer bytes = ByteBuffer.wrap("copy\nfile:///tmp/%F0%9F%9A%80".getBytes(StandardCharsets.UTF_8));
        assertThat(onBoard(Map.of(format, bytes)))
                .isEqualTo(new DragContent.Files(List.of(Path.of("/tmp/\uD83D\uDE80"))));
    }

    private static DragContent onBoard(Map<DataFormat, Object> content) throws Exception {
        FxToolkit.registerPrimaryStage();
        return TestWindow.onWindow(() -> {
            Clipboard.getSystemClipboard().setContent(content);
            return DragContent.of(Clipboard.getSystemClipboard());
        });
    }
}
