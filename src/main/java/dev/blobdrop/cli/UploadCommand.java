package dev.blobdrop.cli;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.EngineSettings;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.MemoryBudget;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.NameTemplate;
import dev.blobdrop.core.transfer.Shard;
import dev.blobdrop.core.transfer.Transfer;
import dev.blobdrop.core.transfer.TransferEngine;
import dev.blobdrop.core.transfer.TransferSnapshot;
import dev.blobdrop.core.transfer.UploadRequest;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Uploads files and folders.
@picocli.CommandLine.Command(
        name = "upload",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Uploads files and folders. A folder's name becomes the first part of its blobs' names"
                    + " (photos/a.jpg); for '.' only what is in it counts.",
            "Nothing is overwritten unless --if-exists says so, and nothing is ever deleted."
        })
final class UploadCommand extends Command {
    private static final int MOST_AT_ONCE = 256;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths;

    @Option(
            names = "--to",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Folder in the container, such as reports/2026.")
    String to;

    @Option(
            names = "--if-exists",
            paramLabel = "POLICY",
            defaultValue = "fail",
            description =
                    "When a blob of that name is there: fail (default), skip, replace, if-newer or"
                            + " if-different, which replace only such, or keep-both, which uploads"
                            + " as 'name (1).csv'.")
    String ifExists;

    @Option(
            names = "--if-changed",
            paramLabel = "POLICY",
            defaultValue = "fail",
            description =
                    "When a file changes while it is read: fail (default), retry, or prefix, which"
                            + " uploads a file that only grew as it was when it was opened.")
    String ifChanged;

    @Option(
            names = "--integrity",
            paramLabel = "SUMS",
            defaultValue = "crc64+md5",
            description =
                    "Checksums: crc64+md5 (default: CRC64 of each request, MD5 of the whole stored"
                            + " with the blob), crc64, or none.")
    String integrity;

    @Option(
            names = "--name-template",
            paramLabel = "T",
            defaultValue = NameTemplate.DEFAULT,
            description =
                    "How blobs are named: {path} (default), {name}, {stem}, {ext}, {uuid}, {date},"
                            + " {time}, {host}. Example: {date}/{uuid}-{name}")
    String nameTemplate;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only files like this, such as '*.csv'; may be repeated.")
    List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Not files like this, such as '*.tmp' or 'cache/**'; may be repeated.")
    List<String> exclude = List.of();

    @Option(
            names = "--dry-run",
            description = "Say what would be uploaded and where, and write nothing.")
    boolean dryRun;

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Send only those blocks of a large file that the service does not hold yet,"
                            + " from an interrupted run or the blob that is replaced (default), or"
                            + " all.")
    boolean resume;

    @Option(names = "--verify", description = "Read every blob back and compare.")
    boolean verify;

    @Option(
            names = "--bandwidth",
            paramLabel = "RATE",
            description =
                    "At most that many bytes per second, such as 10M or 2MiB. @FILE reads the rate"
                            + " from a file, which may be changed meanwhile.")
    Optional<String> bandwidth;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "" + EngineSettings.DEFAULT_CONCURRENCY,
            description =
                    "The most requests in flight at once, 1 to 256 (default: ${DEFAULT-VALUE});"
                            + " how many serve best is found out.")
    String concurrency;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Only part I (from 0) of N equal parts, so that several pods share a tree. /N"
                            + " takes I from JOB_COMPLETION_INDEX, as an Indexed Job sets it.")
    Optional<String> shard;

    @Option(
            names = "--summary-file",
            paramLabel = "FILE",
            description = "Also write the summary there, as one JSON object.")
    Optional<Path> summaryFile;

    @Override
    String name() {
        return "upload";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        ChainListener chain =
                output.isVerbose() ? ChainLines.text(output::note, true) : ChainListener.NONE;
        checkPaths();
        summaryFile.ifPresent(file -> new SummaryFile(file).check());
        Session session = new Session(connection, environment(), output, chain);
        UploadRequest request = request(session);
        EngineSettings settings = settings(session);
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", request.container());
        summary.with("identity", ChainText.json(session.signIn()));
        if (output.isVerbose()) {
            output.note(
                    "Up to "
                            + settings.concurrency()
                            + " requests at once, "
                            + Quantities.size(settings.memory())
                            + " of buffers ("
                            + MemoryBudget.standard().why()
                            + ")");
        }
        UploadReport report = new UploadReport(output, session.countDown());
        TransferEngine engine = new TransferEngine(store, settings);
        rateFile().ifPresent(file -> file.follow(engine::bandwidth));
        Transfer transfer = engine.start(request, report);
        TransferSnapshot last;
        try (Interruption interruption = Interruption.cancelling(transfer)) {
            last = report.follow(transfer);
            int exit = report.exitCode(last);
            report.summarise(last, store.account(), request, summary);
            if (exit == ExitCode.OK && paths.stream().allMatch(UploadCommand::isNoFile)) {
                output.note("Nothing that was named can be read.");
                exit = ExitCode.USAGE;
            }
            interruption.finished(signal -> interrupted(output, summary, signal));
            return exit;
        }
    }

    @Override
    void ended(Json summary) {
        summaryFile.ifPresent(file -> new SummaryFile(file).write(summary));
    }

    @Override
    void stopped(Output output, Json summary, OptionalInt exitCode) {
        super.stopped(output, summary, exitCode);
        try {
            ended(summary);
        } catch (ProblemException e) {
            output.problem(e.problem());
        }
    }

    /// After a signal the process ends with the signal's exit code as soon as its hooks are
    /// through, so the summary is written before.
    private void interrupted(Output output, Json summary, OptionalInt exitCode) {
        summary.with("interrupted", true);
        exitCode.ifPresent(code -> summary.with("exitCode", code));
        output.event(summary);
        ended(summary);
    }

    /// A pipe, a socket or a device is skipped, with its reason; named alone it was still no
    /// success.
    private static boolean isNoFile(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /// An empty path is the working directory for Java, and for a script a variable that is not
    /// set.
    private void checkPaths() {
        if (paths.stream().anyMatch(path -> path.toString().isEmpty())) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "empty-path",
                            "A path is empty",
                            "Nothing was uploaded: perhaps a variable is not set.")
                    .withRemedy("blobdrop upload .   # what is in the working directory")
                    .asException();
        }
    }

    private UploadRequest request(Session session) {
        String host = environment().get("HOSTNAME").orElse("localhost");
        return UploadRequest.of(paths, session.container())
                .under(prefix())
                .named(new NameTemplate(nameTemplate, host, Clock.systemUTC()))
                .ifExists(ConflictPolicy.parse(ifExists))
                .ifChanged(IfChanged.parse(ifChanged))
                .with(Integrity.parse(integrity))
                .only(new NameFilter(include, exclude))
                .only(shard())
                .resuming(resume)
                .verified(verify)
                .dry(dryRun);
    }

    private Shard shard() {
        return shard.map(text -> Shard.parse(text, environment().get("JOB_COMPLETION_INDEX")))
                .orElse(Shard.WHOLE);
    }

    private Optional<RateFile> rateFile() {
        return bandwidth
                .filter(text -> text.startsWith("@"))
                .map(text -> new RateFile("--bandwidth", Path.of(text.substring(1))));
    }

    private String prefix() {
        if (to.startsWith("/")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-prefix",
                            "--to cannot be '" + to + "'",
                            "Folders in a container do not begin with a slash.")
                    .withRemedy("--to " + to.replaceFirst("^/+", ""))
                    .asException();
        }
        return to;
    }

    private EngineSettings settings(Session session) {
        EngineSettings settings =
                EngineSettings.standard()
                        .withConcurrency(
                                Quantities.number("--concurrency", concurrency, MOST_AT_ONCE))
                        .withPatience(session.patience());
        return rateFile()
                .map(RateFile::read)
                .or(() -> bandwidth.map(text -> Quantities.rate("--bandwidth", text)))
                .map(settings::withBandwidth)
                .orElse(settings);
    }
}
