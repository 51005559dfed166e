import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command lines of Blobdrop and of its peers, all against the same sink.
///
/// The peers get a shared access signature that means nothing (the sink checks none); Blobdrop
/// signs in as a pod does. All write blobs that do not exist: Blobdrop on that condition, the peers
/// without any.
final class Contenders {
    private static final String SIGNATURE =
            "sv=2024-11-04&ss=b&srt=sco&sp=rwlc&se=2099-01-01T00:00:00Z&sig=c2ln";
    private static final String CONTAINER = "bench";

    private final Sink sink;
    private final Path project;
    private final Path work;
    private final Optional<Path> azcopy;

    Contenders(Sink sink, Path project, Path work) throws IOException, InterruptedException {
        this.sink = sink;
        this.project = project;
        this.work = work;
        this.azcopy = installAzCopy();
        Files.writeString(work.resolve("token"), "eyJhbGciOiJub25lIn0.e30.c2ln");
    }

    /// What every process of the bench gets beside this one's environment.
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", work.toString()),
                Map.entry("SSL_CERT_FILE", sink.certificate().toString()),
                Map.entry("AZCOPY_LOG_LOCATION", work.resolve("azcopy").toString()),
                Map.entry("AZCOPY_JOB_PLAN_LOCATION", work.resolve("azcopy").toString()),
                Map.entry("RCLONE_CONFIG", "/dev/null"),
                Map.entry("STORAGE_ACCOUNT_URL", sink.address() + "/account"),
                Map.entry("BLOBDROP_CONTAINER", CONTAINER),
                Map.entry("BLOBDROP_CA_FILE", sink.certificate().toString()),
                Map.entry("AZURE_AUTHORITY_HOST", sink.address() + "/"),
                Map.entry("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000000"),
                Map.entry("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000001"),
                Map.entry("AZURE_FEDERATED_TOKEN_FILE", work.resolve("token").toString()));
    }

    Contender blobdrop(String name, Path source, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                project.resolve("target/blobdrop/bin/blobdrop").toString(),
                                "upload",
                                "--credential",
                                "workload-identity"));
        command.addAll(List.of(options));
        command.add(source.toString());
        return new Contender(name, command);
    }

    /// @param blob its name, or `/` for all that there are
    Contender get(String name, String blob, Path folder, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                project.resolve("target/blobdrop/bin/blobdrop").toString(),
                                "get",
                                "--credential",
                                "workload-identity",
                                "--to",
                                folder.toString()));
        command.addAll(List.of(options));
        command.add(blob);
        return new Contender(name, command);
    }

    /// @param blob its name, or `/` for all that there are
    Optional<Contender> azcopyGet(String name, String blob, Path folder) {
        return azcopy.map(
                program ->
                        new Contender(
                                name,
                                List.of(
                                        program.toString(),
                                        "copy",
                                        container()
                                                .replace(
                                                        "?",
                                                        blob.equals("/")
                                                                ? "/*?"
                                                                : "/" + blob + "?"),
                                        folder.toString(),
                                        "--from-to=BlobLocal",
                                        "--recursive",
                                        "--skip-version-check",
                                        "--log-level=NONE")));
    }

    /// @param blob its name, or `/` for all that there are
    Optional<Contender> rcloneGet(String blob, Path folder, int transfers) {
        return onPath("rclone")
                .map(
                        program ->
                                new Contender(
                                        "rclone",
                                        List.of(
                                                program.toString(),
                                                "copy",
                                                ":azureblob:"
                                                        + CONTAINER
                                                        + (blob.equals("/") ? "" : "/" + blob),
                                                folder.toString(),
                                                "--azureblob-sas-url",
                                                container(),
                                                "--ca-cert",
                                                sink.certificate().toString(),
                                                "--transfers",
                                                String.valueOf(transfers))));
    }

    Optional<Contender> azcopy(String name, Path source, String... options) {
        return azcopy.map(
                program -> {
                    List<String> command =
                            new ArrayList<>(
                                    List.of(
                                            program.toString(),
                                            "copy",
                                            source.toString(),
                                            target(source),
                                            "--from-to=LocalBlob",
                                            "--recursive",
                                            "--check-length=false",
                                            "--skip-version-check",
                                            "--log-level=NONE"));
                    command.addAll(List.of(options));
                    return new Contender(name, command);
                });
    }

    Optional<Contender> rclone(Path source, int transfers) {
        return onPath("rclone")
                .map(
                        program ->
                                new Contender(
                                        "rclone",
                                        List.of(
                                                program.toString(),
                                                "copy",
                                                source.toString(),
                                                ":azureblob:" + CONTAINER,
                                                "--azureblob-sas-url",
                                                container(),
                                                "--no-traverse",
                                                "--no-check-dest",
                                                "--ca-cert",
                                                sink.certificate().toString(),
                                                "--transfers",
                                                String.valueOf(transfers))));
    }

    Optional<Contender> python(Path source) {
        return Optional.of(Path.of("/usr/bin/python3"))
                .filter(Contenders::hasBlobLibrary)
                .map(
                        program ->
                                new Contender(
                                        "Python SDK",
                                        List.of(
                                                program.toString(),
                                                project.resolve("src/bench/peer.py").toString(),
                                                container(),
                                                source.toString(),
                                                sink.certificate().toString())));
    }

    private String container() {
        return sink.address() + "/account/" + CONTAINER + "?" + SIGNATURE;
    }

    private String target(Path source) {
        return Files.isDirectory(source)
                ? container()
                : container().replace("?", "/" + source.getFileName() + "?");
    }

    private Optional<Path> installAzCopy() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("npm"));
        for (String list : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    project.resolve("src/bench/npm").resolve(list),
                    folder.resolve(list),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path modules = folder.resolve("node_modules");
        if (!Files.isDirectory(modules)) {
            new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        }
        if (!Files.isDirectory(modules)) {
            return Optional.empty();
        }
        try (var files = Files.walk(modules)) {
            Optional<Path> program =
                    files.filter(file -> file.getFileName().toString().startsWith("azcopy_linux_"))
                            .filter(Files::isRegularFile)
                            .min(Comparator.naturalOrder());
            program.ifPresent(file -> file.toFile().setExecutable(true));
            return program;
        }
    }

    private static Optional<Path> onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean hasBlobLibrary(Path python) {
        try {
            return Files.isExecutable(python)
                    && new ProcessBuilder(python + "", "-c", "import azure.storage.blob")
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
