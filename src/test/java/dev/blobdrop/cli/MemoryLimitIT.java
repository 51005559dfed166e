package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Under a limit of memory that the kernel holds it to, as a container's, the program chooses heap
/// and buffers that fit and is not killed.
@ExtendWith(FreshSandbox.class)
class MemoryLimitIT {
    private static final long MIB = 1 << 20;
    private static final long LIMIT = 224 * MIB;
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @Test
    void heapAndBuffersFitIntoTheContainersLimit() throws Exception {
        for (int file = 0; file < 4; file++) {
            try (var out = new RandomAccessFile(directory.resolve("f" + file).toFile(), "rw")) {
                out.setLength(32 * MIB);
                out.writeInt(file);
            }
        }
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path group = (unified ? ROOT : ROOT.resolve("memory"))
                .resolve("blobdrop-test-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), String.valueOf(LIMIT));
        } catch (IOException e) {
            abort("no limit of memory can be set here: " + e.getMessage());
        }
        try {
            CommandRun run = upload(group);

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(azure.blobs().list(azure.container())).hasSize(4);
            Matcher told = Pattern.compile("concurrent requests, (.*) of buffers \\(the heap of (\\d+) MiB\\)")
                    .matcher(run.err());
            assertThat(told.find()).as(run.err()).isTrue();
            assertThat(Long.parseLong(told.group(2)) * MIB).isLessThanOrEqualTo(LIMIT / 2);
            System.out.printf(
                    "| 128 MiB under a limit of %d MiB | heap %s MiB, buffers %s |%n",
                    LIMIT / MIB, told.group(2), told.group(1));
        } finally {
            remove(group);
        }
    }

    private CommandRun upload(Path group) {
        return Blobdrop.start(
                        directory,
                        azure.podEnvironment(),
                        Path.of("/bin/sh"),
                        "-c",
                        "echo $$ >\"$0\" && exec \"$@\"",
                        group.resolve("cgroup.procs").toString(),
                        Blobdrop.PROGRAM.toString(),
                        "upload",
                        ".",
                        "--verbose")
                .await();
    }

    /// A process that has ended leaves its group a moment later.
    private static void remove(Path group) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> Files.deleteIfExists(group));
    }
}
