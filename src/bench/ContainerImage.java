import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The container image that `mvn -Pimage package` has made, run by podman as a pod runs it: nothing
/// writable, no privilege.
///
/// @param directory podman's own storage and configuration
/// @param name under which podman knows the image
record ContainerImage(Path directory, String name) implements AutoCloseable {
    /// Limits that need no privilege, and a runtime that knows mixed control groups.
    private static final String CONFIGURATION = """
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
        [engine]
        runtime = "runc"
        """;

    /// Nothing where there is no image, or no podman that can run it.
    static Optional<ContainerImage> load(Path project, Path work) throws IOException, InterruptedException {
        Path tar = project.resolve("target/image/blobdrop-image.tar");
        if (!Files.exists(tar) || !Files.isExecutable(Path.of("/usr/bin/podman"))) {
            return Optional.empty();
        }
        Path directory = Files.createDirectories(work.resolve("podman"));
        Files.writeString(directory.resolve("containers.conf"), CONFIGURATION);
        ContainerImage image = new ContainerImage(directory, "");
        Process load = image.start(List.of("load", "--quiet", "--input", tar.toString()));
        String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (load.waitFor() != 0) {
            return Optional.empty();
        }
        return Optional.of(new ContainerImage(directory, said.replaceFirst("(?s).*Loaded image: ", "")));
    }

    /// The contender's command, which is Blobdrop's, inside the image.
    ///
    /// @param environment of a pod; the folder of its files is mounted where it is
    Contender contender(String title, Contender blobdrop, Map<String, String> environment, Path files) {
        List<String> command = new ArrayList<>(podman(List.of(
                "run",
                "--rm",
                "--network=host",
                "--read-only",
                "--read-only-tmpfs=false",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=512m",
                "--volume=%s:%s:ro".formatted(files, files))));
        environment.forEach((name, value) -> command.add("--env=" + name + "=" + value));
        command.add(name);
        List<String> words = blobdrop.command();
        command.addAll(words.subList(1, words.size()));
        return new Contender(
                title,
                blobdrop.family(),
                command,
                Map.of(
                        "HOME",
                        directory.toString(),
                        "CONTAINERS_CONF",
                        directory.resolve("containers.conf").toString()),
                blobdrop.input(),
                blobdrop.stores(),
                blobdrop.again(),
                blobdrop.rounds());
    }

    private List<String> podman(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/podman",
                "--root",
                directory.resolve("storage").toString(),
                "--runroot",
                directory.resolve("run").toString()));
        command.addAll(arguments);
        return command;
    }

    private Process start(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(podman(arguments)).redirectErrorStream(true);
        builder.environment().put("HOME", directory.toString());
        builder.environment()
                .put("CONTAINERS_CONF", directory.resolve("containers.conf").toString());
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        try {
            start(List.of("rmi", "--all", "--force")).waitFor();
            for (List<String> command : List.of(
                    List.of("umount", "--lazy", directory + "/storage/overlay"),
                    List.of("rm", "-rf", directory.toString()))) {
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
