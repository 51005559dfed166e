package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.SharedSandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The start script, wherever it is and whichever Java versions are installed.
class LauncherIT extends LauncherCase {
    @Test
    void throughSymbolicLinks() throws IOException {
        Path first = Files.createSymbolicLink(directory.resolve("first"), Blobdrop.PROGRAM);
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path second = Files.createSymbolicLink(folder.resolve("blobdrop"), Path.of("../first"));

        assertStarts(version(first, tools()));
        assertStarts(version(second, tools()));
    }

    @Test
    void bySearchOnPath() {
        String path = Blobdrop.PROGRAM.getParent() + ":" + TOOLS;

        CommandRun run = Blobdrop.start(
                        directory, Map.of("PATH", path), Path.of("/bin/sh"), "-c", "cd /; blobdrop --version")
                .await();

        assertStarts(run);
    }

    @Test
    void fromAFolderWithSpaces() throws IOException {
        Path copy = directory.resolve("my programs/blob drop");
        copy(HOME, copy);

        assertStarts(version(copy.resolve("bin/blobdrop"), tools()));
    }

    @Test
    void withNoProgramsOnPath() {
        Map<String, String> environment = Map.of("PATH", "/nonexistent", "JAVA_HOME", java());

        assertStarts(version(Blobdrop.PROGRAM, environment));
    }

    @Test
    void olderJavaOnPathIsSkipped() throws IOException {
        Path old = fakeJava("17.0.15");

        assertStarts(version(Blobdrop.PROGRAM, Map.of("PATH", old + "/bin:" + TOOLS, "JAVA_HOME", old.toString())));
    }

    @Test
    void namedJavaIsPreferred() throws IOException {
        Path newer = fakeJava("26");
        Path program = newer.resolve("bin/java");
        Files.writeString(program, "#!/bin/sh\necho blobdrop by the named one; echo Java 26\n");

        CommandRun run = version(
                Blobdrop.PROGRAM,
                Map.of(
                        "PATH", TOOLS,
                        "BLOBDROP_JAVA_HOME", newer.toString(),
                        "JAVA_HOME", java()));

        assertThat(run.out()).contains("by the named one");
    }

    /// The usual folders are taken out of a copy of the script, since this machine has Java 25.
    @Test
    void missingJavaIsReported() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("copy/bin"));
        Path script = bin.resolve("blobdrop");
        Files.copy(Blobdrop.PROGRAM, script);
        String text = Files.readString(script);
        String without = text.replace(" /usr/", " /none/").replace(" /opt/", " /none/");
        assertThat(without).isNotEqualTo(text);
        Files.writeString(script, without);
        Path old = fakeJava("17.0.15");

        CommandRun run = version(script, Map.of("PATH", old + "/bin:" + TOOLS, "HOME", "/nonexistent"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
            Error: Blobdrop needs Java 25 or newer and found none.
              Install one, or name its folder: export BLOBDROP_JAVA_HOME=/path/to/jdk-25
            """);
    }

    @Test
    void folderThatCannotBeWritten() throws Exception {
        Path copy = directory.resolve("read-only");
        copy(HOME, copy);
        List<Path> folders;
        try (Stream<Path> files = Files.walk(copy)) {
            folders = files.filter(Files::isDirectory).toList();
        }
        folders.forEach(folder -> assertThat(folder.toFile().setWritable(false)).isTrue());
        try {
            assumeFalse(Files.isWritable(copy), "this user may write everywhere");
            CommandRun run = Blobdrop.start(
                            directory,
                            SharedSandbox.get().podEnvironment(),
                            copy.resolve("bin/blobdrop"),
                            "whoami",
                            "--credential",
                            "workload-identity")
                    .await();

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
        } finally {
            folders.forEach(folder -> folder.toFile().setWritable(true));
        }
    }

    @Test
    void startsWithoutTheScript() {
        CommandRun run = Blobdrop.start(
                        directory,
                        SharedSandbox.get().podEnvironment(),
                        Path.of(java(), "bin/java"),
                        "-jar",
                        HOME.resolve("blobdrop.jar").toString(),
                        "hello",
                        "--credential",
                        "workload-identity")
                .await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("Credential (").doesNotContain("WARNING");
        assertThat(run.out()).contains("Uploaded ");
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        assumeTrue(onPath("shellcheck"), "shellcheck is not installed");

        Process check = new ProcessBuilder("shellcheck", Blobdrop.PROGRAM.toString(), "src/test/shell/pod.sh")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String java() {
        return System.getProperty("java.home");
    }

    private Path fakeJava(String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve("jdk-" + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path program = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho this is the wrong Java; exit 99\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
