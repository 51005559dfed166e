package dev.blobdrop.cli;

import dev.blobdrop.cli.options.Choices;
import dev.blobdrop.cli.options.InputFile;
import dev.blobdrop.cli.options.LimitOptions;
import dev.blobdrop.cli.options.UploadOptions;
import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.output.UploadReport;
import dev.blobdrop.cli.process.Interruption;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.NameTemplate;
import dev.blobdrop.core.transfer.Shard;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.engine.Upload;
import dev.blobdrop.core.transfer.flow.MemoryBudget;
import dev.blobdrop.core.transfer.local.SourceScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Uploads files and folders.
@picocli.CommandLine.Command(
        name = "upload",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Uploads files and folders.",
            "A folder's name becomes the first part of its blobs' names, as in photos/a.jpg. For '.', only its"
                    + " contents are uploaded.",
            "Nothing is overwritten unless --if-exists says so. Nothing is ever deleted."
        })
final class UploadCommand extends TransferCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders to upload.")
    List<Path> paths;

    @Mixin
    UploadOptions options = new UploadOptions();

    @Option(
            names = "--if-exists",
            completionCandidates = Choices.Policy.class,
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = "If the blob exists: fail (default), skip, replace, if-newer (replace if the file is"
                    + " newer), if-different (replace if the content differs), or keep-both"
                    + " (upload as 'name (1).csv').")
    String ifExists;

    @Option(
            names = "--if-changed",
            completionCandidates = Choices.WhenChanged.class,
            paramLabel = "ACTION",
            defaultValue = "fail",
            description = "If a file changes while it is read: fail (default), retry, or prefix (if the file"
                    + " only grew, upload it as it was when opened).")
    String ifChanged;

    @Option(
            names = "--name-template",
            paramLabel = "T",
            defaultValue = NameTemplate.DEFAULT,
            description = "Names of the blobs: {path} (default), {name}, {stem}, {ext}, {uuid}, {date}, {time},"
                    + " {host}. Example: {date}/{uuid}-{name}")
    String nameTemplate;

    @Option(names = "--dry-run", description = "Print what would be uploaded and where, and write nothing.")
    boolean dryRun;

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "For large files, send only the blocks that the service does not already have, from"
                    + " an interrupted run or the replaced blob (default), or all.")
    boolean resume;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Upload only part I (from 0) of N equal parts, so that several pods can share a"
                    + " folder. /N takes I from JOB_COMPLETION_INDEX, which an Indexed Job sets.")
    Optional<String> shard;

    @Override
    String name() {
        return "upload";
    }

    @Override
    LimitOptions limits() {
        return options.limits;
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        checkPaths();
        options.limits.checkSummaryFile();
        Session session = new Session(connection, environment(), output, chain(output));
        UploadRequest request = request(session).tellingMd5(output.isJson());
        EngineSettings settings = options.limits.settings(session.patience());
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", request.container());
        UploadReport report = new UploadReport(output, session.countDown(), failures());
        Optional<UploadSnapshot> unreadable = endWithoutReadable(report);
        if (unreadable.isPresent()) {
            return end(report, unreadable.get(), store, request, output, summary);
        }
        summary.with("identity", ChainTable.json(session.signIn()));
        if (output.isVerbose()) {
            output.note("Up to "
                    + settings.concurrency()
                    + " concurrent requests, "
                    + Amounts.size(settings.memory())
                    + " of buffers ("
                    + MemoryBudget.standard().why()
                    + ")");
        }
        TransferEngine engine = new TransferEngine(store, settings);
        options.limits.rateFile().ifPresent(file -> file.follow(engine::bandwidth));
        try (Interruption interruption = Interruption.begin()) {
            Upload transfer = engine.start(request, report);
            interruption.cancels(transfer::cancel);
            setHeartbeat(() -> session.countDown().line().isPresent()
                    ? Optional.empty()
                    : Optional.of(UploadReport.beat(transfer.snapshot())));
            UploadSnapshot last = report.follow(transfer);
            int exit = end(report, last, store, request, output, summary);
            interruption.finished(signal -> interrupted(output, summary, signal));
            return exit;
        }
    }

    /// A pipe, a socket or a device. The upload skips it with a reason, but if nothing else was
    /// named, the command has failed.
    private static boolean isNoFile(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /// Refuses an empty path. Java takes it for the working directory, but in a script it is a
    /// variable that is not set.
    private void checkPaths() {
        if (paths.stream().anyMatch(path -> path.toString().isEmpty())) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "empty-path",
                            "A path is empty",
                            "Nothing was uploaded. Is a variable not set?")
                    .withRemedy("blobdrop upload .   # uploads what is in the current folder")
                    .asException();
        }
    }

    /// Ends before the sign-in when none of the named paths can be read. If only some cannot, the
    /// rest is uploaded.
    ///
    /// @return how the upload ended; empty when there is something to upload
    private Optional<UploadSnapshot> endWithoutReadable(UploadReport report) {
        Map<Path, Problem> problems = new LinkedHashMap<>();
        paths.forEach(path -> InputFile.problem(path).ifPresent(why -> problems.put(path, why)));
        if (!paths.stream().allMatch(path -> problems.containsKey(path) || isNoFile(path))) {
            return Optional.empty();
        }
        for (Path path : paths) {
            report.on(
                    problems.containsKey(path)
                            ? new UploadEvent.Failed(path, path.toString(), problems.get(path))
                            : new UploadEvent.Skipped(path, SourceScanner.NO_FILE));
        }
        long failed = paths.stream().filter(problems::containsKey).count();
        return Optional.of(UploadSnapshot.ofNothing(paths.size() - failed, failed));
    }

    private int end(
            UploadReport report,
            UploadSnapshot last,
            BlobStore store,
            UploadRequest request,
            Output output,
            Json summary) {
        int exit = report.exitCode(last);
        report.summarise(last, store.account(), request, summary);
        if (exit == ExitCode.OK && paths.stream().allMatch(UploadCommand::isNoFile)) {
            output.note("None of the given files can be read.");
            exit = ExitCode.USAGE;
        }
        return exit;
    }

    private UploadRequest request(Session session) {
        String host = environment().get("HOSTNAME").orElse("localhost");
        return options.apply(UploadRequest.of(paths, session.container()))
                .named(new NameTemplate(nameTemplate, host, Clock.systemUTC()))
                .ifExists(Choices.ifExists(ifExists))
                .ifChanged(Choices.parse("--if-changed", ifChanged, IfChanged.values(), IfChanged::id))
                .only(shard())
                .resuming(resume)
                .dry(dryRun)
                .checked();
    }

    private Shard shard() {
        return shard.map(text -> Shard.parse(text, environment().get("JOB_COMPLETION_INDEX")))
                .orElse(Shard.WHOLE);
    }
}
