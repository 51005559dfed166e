package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `get` into a folder that cannot be made or on a disk that is full.
class GetDiskIT extends GetCase {
    @Test
    void folderThatCannotBeCreatedIsReported() throws Exception {
        blob("a", random(10));
        Path file = Files.writeString(directory.resolve("here"), "a file");

        CommandRun run = get("a");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot write " + file, "is a file");
        assertThat(Files.readString(file)).isEqualTo("a file");
    }

    /// A disk of 256 KiB in a mount namespace of its own, so that nobody else sees it. Also without
    /// the start script.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullDiskIsReportedAndLeavesNoPartialFile(boolean plainJava) throws Exception {
        assumeTrue(canMount(), "no mount namespace can be had here");
        blob("a", random(1000));
        blob("b", random(MIB));
        List<String> command = plainJava
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-jar",
                        Blobdrop.PROGRAM
                                .getParent()
                                .resolveSibling("blobdrop.jar")
                                .toString())
                : List.of(Blobdrop.PROGRAM.toString());

        CommandRun run = onSmallDisk(command, "get", "a", "b");

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .contains("(disk-full)", "Not enough space in", "1.0 MiB needed")
                .doesNotContain(".part\n");
    }

    /// A disk that has room, but none for more files: what the system says when one is made is all
    /// that tells. It says so in German, where it can.
    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "de_DE.UTF-8"})
    void diskThatFillsUpEndsTheRunAtOnceInAnyLanguage(String language) throws Exception {
        assumeTrue(canMount(), "no mount namespace can be had here");
        for (int i = 10; i < 50; i++) {
            blob("many/" + i, random(10));
        }
        Path locales = Files.createDirectories(directory.resolve("locales"));
        Files.writeString(
                directory.resolve("german.sh"),
                "[ $LC_ALL = C.UTF-8 ] || localedef -i de_DE -f UTF-8 "
                        + locales
                        + "/de_DE.UTF-8 2>/dev/null; exec \"$@\"");

        CommandRun run = onDisk(
                "nr_inodes=12",
                List.of(
                        "env",
                        "LOCPATH=" + locales,
                        "LC_ALL=" + language,
                        "sh",
                        directory + "/german.sh",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-jar",
                        Blobdrop.PROGRAM
                                .getParent()
                                .resolveSibling("blobdrop.jar")
                                .toString()),
                "get",
                "many/",
                "--concurrency",
                "1");

        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("(disk-full)", "The disk is full.", " 1 failed, ", " not completed");
    }

    private CommandRun onSmallDisk(List<String> program, String... arguments) {
        return onDisk("size=256k", program, arguments);
    }

    private CommandRun onDisk(String options, List<String> program, String... arguments) {
        String script = "mount -t tmpfs -o "
                + options
                + " tmpfs \"$0\" && { \"$@\"; code=$?; ls -A \"$0\" >&2;"
                + " exit $code; }";
        List<String> line = new ArrayList<>(List.of("-rm", "sh", "-c", script, directory + "/here"));
        line.addAll(program);
        line.addAll(List.of(arguments));
        line.addAll(List.of("--to", directory + "/here"));
        try {
            Files.createDirectories(directory.resolve("here"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Blobdrop.start(
                        directory, azure.podEnvironment(), Path.of("/usr/bin/unshare"), line.toArray(String[]::new))
                .await();
    }

    private static boolean canMount() throws Exception {
        return Files.exists(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                                .start()
                                .waitFor()
                        == 0;
    }
}
