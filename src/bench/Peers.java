import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The command lines of AzCopy, rclone and the Python SDK, each with its defaults and at its best
/// settings. A program that is not installed is left out.
///
/// They get a shared access signature that means nothing (the sink checks none), and write blobs
/// that do not exist, without any condition.
final class Peers {
    private static final String SIGNATURE = "sv=2024-11-04&ss=b&srt=sco&sp=rwlc&se=2099-01-01T00:00:00Z&sig=c2ln";

    /// More requests at once than its default for two cores, 32.
    private static final Map<String, String> MORE_AT_ONCE =
            Map.of("AZCOPY_CONCURRENCY_VALUE", "128", "AZCOPY_CONCURRENT_FILES", "128");

    private final Sink sink;
    private final Path project;
    private final Path work;
    private final String container;
    private final Optional<Path> azcopy;
    private final Optional<Path> rclone = onPath("rclone");
    private final Optional<Path> python;

    Peers(Sink sink, Path project, Path work, String container) throws IOException, InterruptedException {
        this.sink = sink;
        this.project = project;
        this.work = work;
        this.container = container;
        this.azcopy = installAzCopy();
        this.python = withBlobLibrary(Path.of("/usr/bin/python3"));
    }

    /// The same against another sink.
    Peers(Peers other, Sink sink) {
        this.sink = sink;
        this.project = other.project;
        this.work = other.work;
        this.container = other.container;
        this.azcopy = other.azcopy;
        this.python = other.python;
    }

    /// What is not installed here.
    List<String> missing() {
        return Stream.of(
                        azcopy.isEmpty() ? "AzCopy (npm)" : "",
                        rclone.isEmpty() ? "rclone" : "",
                        python.isEmpty() ? "python3-azure" : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// All of them, on the way there: AzCopy, rclone and Python with their defaults and tuned.
    List<Contender> put(Source source) {
        return Stream.of(azcopyPut(source), rclonePut(source), pythonPut(source))
                .flatMap(List::stream)
                .toList();
    }

    List<Contender> azcopyPut(Source source) {
        return azcopy(Contender.Family.AZCOPY, source.path().toString(), target(source), "LocalBlob");
    }

    List<Contender> azcopyPutMd5(Source source) {
        return azcopy(Contender.Family.AZCOPY_MD5, source.path().toString(), target(source), "LocalBlob", "--put-md5")
                .stream()
                .map(Contender::storing)
                .toList();
    }

    List<Contender> rclonePut(Source source) {
        boolean folder = source.folder();
        return rclone(
                source.path().toString(),
                ":azureblob:" + container + (folder ? "/" + source.path().getFileName() : ""),
                "--no-traverse",
                "--no-check-dest");
    }

    List<Contender> pythonPut(Source source) {
        return python("put", source.path());
    }

    /// All of them, on the way back.
    ///
    /// @param blob its name, or `/` for all that there are
    List<Contender> get(String blob, Path folder) {
        boolean all = blob.equals("/");
        return Stream.of(
                        azcopy(
                                Contender.Family.AZCOPY,
                                address(all ? "/*" : "/" + blob),
                                folder.toString(),
                                "BlobLocal"),
                        rcloneGet(blob, folder),
                        python("get", folder))
                .flatMap(List::stream)
                .toList();
    }

    List<Contender> rcloneGet(String blob, Path folder) {
        boolean all = blob.equals("/");
        return rclone(
                ":azureblob:" + container + (all ? "" : "/" + blob), folder.toString(), "--multi-thread-streams=4");
    }

    /// With its input open, without one as in a pod, and with more requests at once.
    private List<Contender> azcopy(Contender.Family family, String from, String to, String way, String... options) {
        return azcopy.stream()
                .flatMap(program -> {
                    List<String> command = new ArrayList<>(List.of(
                            program.toString(),
                            "copy",
                            from,
                            to,
                            "--from-to=" + way,
                            "--recursive",
                            "--skip-version-check",
                            "--log-level=NONE"));
                    if (way.equals("LocalBlob")) {
                        command.add("--check-length=false");
                    }
                    command.addAll(List.of(options));
                    Contender plain = new Contender(family.title(), family, command);
                    return Stream.of(plain, plain.withoutInput(), plain.tuned(MORE_AT_ONCE));
                })
                .toList();
    }

    private List<Contender> rclone(String from, String to, String... options) {
        return rclone.stream()
                .flatMap(program -> {
                    List<String> command = new ArrayList<>(List.of(
                            program.toString(),
                            "copy",
                            from,
                            to,
                            "--azureblob-sas-url",
                            address(""),
                            "--ca-cert",
                            sink.certificate().toString()));
                    command.addAll(List.of(options));
                    Contender plain = new Contender(Contender.Family.RCLONE.title(), Contender.Family.RCLONE, command);
                    return Stream.of(
                            plain,
                            plain.tuned(Map.of(), "--transfers=32", "--checkers=32", "--azureblob-chunk-size=8M"));
                })
                .toList();
    }

    /// Its defaults are one file after the other and one block after the other: one round says it.
    private List<Contender> python(String what, Path path) {
        return python.stream()
                .flatMap(program -> {
                    Contender plain = new Contender(
                            Contender.Family.PYTHON.title(),
                            Contender.Family.PYTHON,
                            List.of(
                                    program.toString(),
                                    project.resolve("src/bench/peer.py").toString(),
                                    what,
                                    address(""),
                                    path.toString(),
                                    sink.certificate().toString()));
                    return Stream.of(plain.atMost(1), plain.tuned(Map.of(), "16", "8"));
                })
                .toList();
    }

    private String address(String below) {
        return sink.address() + "/account/" + container + below + "?" + SIGNATURE;
    }

    private String target(Source source) {
        return address(source.folder() ? "" : "/" + source.path().getFileName());
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
            Optional<Path> program = files.filter(
                            file -> file.getFileName().toString().startsWith("azcopy_linux_"))
                    .filter(Files::isRegularFile)
                    .min(Comparator.naturalOrder());
            program.ifPresent(file -> file.toFile().setExecutable(true));
            return program;
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> withBlobLibrary(Path python) throws IOException, InterruptedException {
        boolean there = Files.isExecutable(python)
                && new ProcessBuilder(python + "", "-c", "import azure.storage.blob")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        return there ? Optional.of(python) : Optional.empty();
    }
}
