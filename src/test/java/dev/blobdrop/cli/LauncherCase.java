package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Runs of the start script, of copies of the program too.
@ExtendWith(FreshSandbox.class)
abstract class LauncherCase {
    static final Path HOME = Blobdrop.PROGRAM.getParent().getParent();
    static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    Path directory;

    CommandRun version(Path program, Map<String, String> environment) {
        return Blobdrop.start(directory, environment, program, "--version").await();
    }

    static void assertStarts(CommandRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("blobdrop ").contains("\nJava 2");
    }

    static Map<String, String> tools() {
        return Map.of("PATH", TOOLS, "HOME", "/nonexistent");
    }

    /// What the Java virtual machine is started with, told by a stand-in for it.
    List<String> flags(Path home, String libc, String... arguments) throws IOException {
        Path java = Files.createDirectories(directory.resolve("java-" + libc));
        Files.writeString(java.resolve("release"), """
            JAVA_VERSION="25.0.3"
            LIBC="%s"
            OS_ARCH="%s"
            OS_NAME="Linux"
            """.formatted(
                        libc, System.getProperty("os.arch").replace("amd64", "x86_64")));
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_HOME", java.toString());
        return Blobdrop.start(directory, Map.copyOf(environment), home.resolve("bin/blobdrop"), arguments)
                .await()
                .out()
                .lines()
                .toList();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
