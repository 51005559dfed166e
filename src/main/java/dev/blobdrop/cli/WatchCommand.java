package dev.blobdrop.cli;

import dev.blobdrop.cli.options.Choices;
import dev.blobdrop.cli.options.InputFile;
import dev.blobdrop.cli.options.LimitOptions;
import dev.blobdrop.cli.options.OptionValues;
import dev.blobdrop.cli.options.UploadOptions;
import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.output.WatchReport;
import dev.blobdrop.cli.process.HealthPort;
import dev.blobdrop.cli.process.Interruption;
import dev.blobdrop.cli.process.Metrics;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.watch.FolderWatch;
import dev.blobdrop.core.watch.WatchRequest;
import dev.blobdrop.core.watch.WatchSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Uploads each file of a folder as soon as it is complete: a sidecar for whatever writes there.
@picocli.CommandLine.Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Uploads each file in a folder and its subfolders as soon as it is complete.",
            "A file is complete when its writer has closed it or renamed it into place. Blobs are named after"
                    + " the path within the folder: DIR/a/b.csv becomes a/b.csv.",
            "On SIGTERM or Ctrl+C, uploads what is left and ends, so it works as a sidecar container. After a"
                    + " restart, uploads only what has changed. Never deletes anything."
        })
final class WatchCommand extends TransferCommand {
    private static final Duration REDRAW = Duration.ofMillis(200);

    @Parameters(paramLabel = "DIR", description = "Folder to watch.")
    Path folder;

    @Mixin
    UploadOptions options = new UploadOptions();

    @Option(
            names = "--if-exists",
            completionCandidates = Choices.WatchPolicy.class,
            paramLabel = "POLICY",
            defaultValue = "if-different",
            description = "If the blob exists: if-different (default; replace if the content differs), if-newer"
                    + " (replace if the file is newer), replace, or skip (keep the first version"
                    + " of a file that changes).")
    String ifExists;

    @Option(
            names = "--exit-when-file",
            paramLabel = "FILE",
            description = "Upload what is left and end when this file exists. Relative to DIR. The file itself"
                    + " is not uploaded.")
    Optional<Path> exitWhenFile = Optional.empty();

    @Option(
            names = "--idle-exit",
            paramLabel = "TIME",
            description = "Upload what is left and end after this much time without any file found"
                    + " or uploaded, such as 5m.")
    Optional<String> idleExit = Optional.empty();

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "25s",
            description = "Time to upload what is left after a signal (default: 25s; Kubernetes kills after 30s"
                    + " by default). When ending without a signal: how long to retry failures and to wait for"
                    + " files that are still open.")
    String grace;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long a file must stay unchanged to count as complete, if the system does not"
                    + " report that it was closed, or if it was uploaded before (default: 2s).")
    String settle;

    @Option(
            names = "--sweep-every",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How often to scan the whole folder (default: 30s), for changes the system does not"
                    + " report, such as those made by others on a network drive.")
    String sweepEvery;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "Serve /healthz, /readyz and /metrics on this port, on all addresses: the kubelet"
                    + " connects from outside the pod.")
    Optional<String> healthPort = Optional.empty();

    @Override
    String name() {
        return "watch";
    }

    @Override
    LimitOptions limits() {
        return options.limits;
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        Session session = new Session(connection, environment(), output, chain(output));
        options.limits.checkSummaryFile();
        WatchRequest request = request(session);
        BlobStore store = session.store();
        TransferEngine engine = new TransferEngine(store, options.limits.settings(session.patience()));
        options.limits.rateFile().ifPresent(file -> file.follow(engine::bandwidth));
        WatchReport report = new WatchReport(
                output,
                session.countDown(),
                store.account() + "/" + request.upload().container());
        FolderWatch watch = new FolderWatch(engine, request, report);
        summary.with("account", store.account())
                .with("container", request.upload().container());
        Optional<HealthPort> health = health(watch, session, output);
        try {
            summary.with("identity", ChainTable.json(session.signIn()));
            setHeartbeat(() -> report.beat(watch.snapshot()));
            output.note("Watching " + folder + "; Ctrl+C ends it.");
            return untilEnd(watch, request, report, output, summary);
        } finally {
            health.ifPresent(HealthPort::close);
        }
    }

    private int untilEnd(FolderWatch watch, WatchRequest request, WatchReport report, Output output, Json summary)
            throws InterruptedException {
        try (Interruption interruption = Interruption.begin(request.grace())) {
            interruption.cancels(watch::stop);
            WatchSnapshot last = watch(watch, output);
            Optional<Problem> failure = watch.lastFailure();
            report.summarise(last, failure, summary);
            interruption.finished(signal -> interrupted(output, summary, signal));
            return ExitCode.of(last, failure);
        }
    }

    private static WatchSnapshot watch(FolderWatch watch, Output output) throws InterruptedException {
        if (!output.drawsProgress()) {
            return watch.run();
        }
        Thread line = Thread.ofVirtual().name("progress").start(() -> {
            try {
                while (true) {
                    output.progress(WatchReport.line(watch.snapshot()));
                    Thread.sleep(REDRAW);
                }
            } catch (InterruptedException e) {
                output.progress("");
            }
        });
        try {
            return watch.run();
        } finally {
            line.interrupt();
            line.join();
        }
    }

    private Optional<HealthPort> health(FolderWatch watch, Session session, Output output) {
        Optional<HealthPort> health = healthPort.map(port -> new HealthPort(
                OptionValues.number("--health-port", port, 65_535),
                () -> session.accessTokenEnds().isPresent(),
                watch::snapshot,
                () -> Metrics.of(watch.snapshot(), session.accessTokenEnds(), session.serviceAccountTokenEnds())));
        health.ifPresent(at -> output.note("Health and metrics on port " + at.port() + "."));
        return health;
    }

    private WatchRequest request(Session session) {
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "no-such-folder",
                            "'" + folder + "' is not a folder",
                            "The folder must exist before the watch starts.")
                    .asException();
        }
        InputFile.problem(folder).ifPresent(problem -> {
            throw problem.asException();
        });
        UploadRequest upload = options.apply(UploadRequest.of(List.of(), session.container()))
                .ifExists(policy())
                .checked();
        Path root = folder.normalize();
        return WatchRequest.of(root, upload)
                .endingAt(
                        exitWhenFile.map(root::resolve).map(Path::normalize),
                        idleExit.map(text -> OptionValues.duration("--idle-exit", text)))
                .with(
                        OptionValues.duration("--settle", settle),
                        OptionValues.duration("--sweep-every", sweepEvery),
                        OptionValues.duration("--grace", grace));
    }

    private ConflictPolicy policy() {
        ConflictPolicy policy = Choices.ifExists(ifExists);
        if (!Choices.WatchPolicy.POLICIES.contains(policy)) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-policy",
                            "--if-exists cannot be '" + ifExists + "' here",
                            "A restarted watch finds the blobs it uploaded before. Use if-different, if-newer,"
                                    + " skip or replace.")
                    .asException();
        }
        return policy;
    }
}
