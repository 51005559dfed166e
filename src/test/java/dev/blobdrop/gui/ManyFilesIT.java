package dev.blobdrop.gui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Folders with thousands of files, in the real window with the real storage emulator.
@Timeout(600)
@ExtendWith(WindowExtension.class)
class ManyFilesIT {
    private final Sandbox sandbox = SharedSandbox.get();

    @TempDir
    Path folder;

    @Test
    void thousandsOfSmallFilesNeverHoldUpTheWindow() throws Exception {
        sandbox.reset();
        SandboxWindow window = SandboxWindow.open(sandbox);
        Path many = SandboxWindow.files(folder.resolve("many"), 5_000);
        TransferRow row = window.drop(many);
        SandboxWindow.awaitAction(row, RowAction.START);
        long before = usedHeap();
        long began = System.nanoTime();
        Heartbeat heart = Heartbeat.start();
        window.act(row, RowAction.START);
        SandboxWindow.awaitStage(row, RowStage.DONE, Duration.ofMinutes(9));
        heart.stop();
        double seconds = (System.nanoTime() - began) / 1e9;
        long grown = (usedHeap() - before) >> 20;
        System.out.printf(
                Locale.ROOT, "5,000 small uploads in %.1f s: %s; heap grew by %d MiB%n", seconds, heart, grown);

        assertThat(SandboxWindow.message(row)).isEqualTo("5,000 uploaded");
        assertThat(window.blobs()).hasSize(5_000);
        assertThat(heart.beats()).isGreaterThan(50);
        assertThat(heart.mostHeldMillis()).as(heart.toString()).isLessThan(100);
        assertThat(grown).isLessThan(64);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void folderOfAThousandWithOddOnesIsAccountedForToTheLastFile() throws Exception {
        sandbox.reset();
        Path odd = SandboxWindow.files(folder.resolve("odd"), 985);
        for (String name :
                List.of("with space", "grüße.txt", "100%.txt", "#hash?", "-dash", "'quote\"", "日本", ".hidden")) {
            Files.writeString(odd.resolve(name), name);
        }
        Files.createFile(odd.resolve("empty"));
        Files.writeString(odd.resolve("back\\slash"), "x");
        Files.writeString(odd.resolve("two\nlines"), "x");
        Files.createSymbolicLink(odd.resolve("loop"), odd);
        Files.createSymbolicLink(odd.resolve("dangling"), Path.of("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", odd.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Path closed = Files.createFile(odd.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        // Root can read every file.
        int read = Files.isReadable(closed) ? 1 : 0;
        Path gone = folder.resolve("gone");

        SandboxWindow window = SandboxWindow.open(sandbox);
        TransferRow row = window.drop(odd, gone);
        SandboxWindow.awaitStage(row, RowStage.FAILED);
        assertThat(SandboxWindow.counts(row)).isEqualTo("1,001 of 1,001");
        assertThat(SandboxWindow.message(row))
                .endsWith("%d uploaded, 3 skipped, %d failed".formatted(994 + read, 4 - read));
        assertThat(SandboxWindow.onWindow(row::lines))
                .filteredOn(line -> line.stage() == RowStage.FAILED)
                .hasSize(4 - read)
                .allSatisfy(line -> assertThat(line.detail()).isNotBlank());
        assertThat(window.blobs()).hasSize(994 + read).contains("odd/grüße.txt", "odd/.hidden", "odd/empty");
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
