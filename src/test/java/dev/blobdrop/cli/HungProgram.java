package dev.blobdrop.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A program that never ends, with a child and with a grandchild whose parent is gone.
record HungProgram(Path folder) {
    private static final String SCRIPT = """
        #!/bin/sh
        (sleep 600 & echo $! > '%1$s/orphan'; sleep 1) &
        sleep 601 &
        echo $! > '%1$s/child'
        echo $$ > '%1$s/program'
        wait
        """;

    /// @param name such as `az`
    static HungProgram write(Path folder, String name) {
        try {
            Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
            Files.writeString(program, SCRIPT.formatted(folder));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new HungProgram(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The environment with this program first on `PATH`.
    Map<String, String> first(Map<String, String> environment) {
        return Variables.with(
                environment, "PATH", folder.resolve("bin") + File.pathSeparator + environment.get("PATH"));
    }

    /// Which of its three processes are there; one that has ended and is not buried yet is not.
    List<String> running() {
        return Stream.of("program", "child", "orphan").filter(this::isRunning).toList();
    }

    private boolean isRunning(String name) {
        try {
            String pid = Files.readString(folder.resolve(name)).strip();
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
