package dev.blobdrop.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real podman with runc and a storage of its own, and in it the image that the build made.
///
/// What makes it run on machines whose kernel or sandbox allows less than usual stands in its
/// configuration: limits that need no privilege, and runc, which knows mixed control groups.
final class Podman implements AutoCloseable {
    static final Path BUILT = Path.of("target/image").toAbsolutePath();
    static final Path TAR = BUILT.resolve("blobdrop-image.tar");

    private static final Duration LIMIT = Duration.ofSeconds(120);

    /// With this podman itself has failed, not what it ran.
    private static final int REFUSED = 125;

    private final Path directory;
    private final Path program;
    private final String image;

    private Podman(Path directory, Path program) throws IOException {
        this.directory = directory;
        this.program = program;
        Files.writeString(directory.resolve("containers.conf"), """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
            [engine]
            runtime = "runc"
            """);
        Run loaded = run("load", "--quiet", "--input", TAR.toString());
        assumeTrue(loaded.exit() == 0, () -> "podman loads nothing here: " + loaded.err());
        image = loaded.out().strip().replaceFirst("Loaded image: ", "");
    }

    /// Skips the tests where this build made no image, and where there is no podman or a kernel
    /// that lets it run nothing.
    static Podman withImage() throws IOException {
        assumeTrue(Boolean.getBoolean("image.built"), "mvn -Pimage verify makes the image and runs it");
        assumeTrue("root".equals(System.getProperty("user.name")), "containers are run as root only");
        for (String needed : List.of("podman", "runc")) {
            assumeTrue(Run.find(needed).isPresent(), needed + " is not installed");
        }
        Path directory = Files.createTempDirectory(BUILT.getParent(), "podman");
        Podman podman = new Podman(directory, Run.find("podman").orElseThrow());
        Run first = podman.run("run", "--rm", "--network=none", podman.image, "--version");
        if (first.exit() == REFUSED) {
            podman.close();
        }
        assumeTrue(first.exit() != REFUSED, () -> "podman runs nothing on this machine: " + first.err());
        return podman;
    }

    /// The name under which podman knows the image.
    String image() {
        return image;
    }

    Run run(String... arguments) {
        return Run.of(LIMIT, environment(), "", command(List.of(arguments)));
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(
                "--root",
                directory.resolve("storage").toString(),
                "--runroot",
                directory.resolve("run").toString()));
        command.addAll(arguments);
        return command;
    }

    Map<String, String> environment() {
        return Map.of(
                "PATH",
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME",
                directory.toString(),
                "CONTAINERS_CONF",
                directory.resolve("containers.conf").toString());
    }

    @Override
    public void close() {
        run("pod", "rm", "--all", "--force");
        run("rm", "--all", "--force");
        run("rmi", "--all", "--force");
        // Podman leaves its storage as a mount of its own.
        Run.of(
                LIMIT,
                environment(),
                "",
                List.of("umount", "--lazy", directory.resolve("storage/overlay").toString()));
        Run.of(LIMIT, environment(), "", List.of("rm", "-rf", directory.toString()));
    }
}
