package dev.blobdrop.cli;

import dev.blobdrop.cli.options.BlobNames;
import dev.blobdrop.cli.options.Choices;
import dev.blobdrop.cli.options.LimitOptions;
import dev.blobdrop.cli.options.OutputFolder;
import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.DownloadReport;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.process.Interruption;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Downloads blobs and virtual folders.
@picocli.CommandLine.Command(
        name = "get",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Downloads blobs of the --container, each as a file of its last name: reports/a.csv"
                    + " becomes a.csv. reports/ with a slash brings all that is below as the folder"
                    + " reports, and / alone the whole container.",
            "A file shows up when all of it is there and its checksum is right. Nothing is"
                    + " overwritten unless --if-exists says so, and of two blobs that would be the same"
                    + " file here the second one fails."
        })
final class GetCommand extends TransferCommand {
    @Parameters(arity = "1..*", paramLabel = "BLOB", description = "Blobs, and folders with a /.")
    List<String> blobs;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the files go (default: here); made if it is not there.")
    Path to;

    @Option(names = "--recursive", description = "Every BLOB is a folder, also without a /.")
    boolean recursive;

    @Option(
            names = "--exact",
            description = "Each BLOB is the name of one blob as it stands, also if it ends with a /"
                    + " (which the file's name does without) or only stands for a folder.")
    boolean exact;

    @Option(
            names = "--if-exists",
            completionCandidates = Choices.Policy.class,
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = "When a file of that name is there: fail (default), skip, replace, if-newer or"
                    + " if-different, which replace only such, or keep-both, which writes"
                    + " 'name (1).csv'.")
    String ifExists;

    @Option(
            names = "--check-md5",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Compare what arrived with the MD5 that is stored with the blob, or with the"
                    + " CRC64 of its blocks if Blobdrop has uploaded it (default), or not."
                    + " The summary counts blobs that have neither.")
    boolean checkMd5;

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "When it is interrupted, leave what has arrived of blobs above 8 MiB in hidden"
                    + " files beside their places (.blobdrop-*.part), and take up what an"
                    + " earlier run has left (default), or not.")
    boolean resume;

    @Mixin
    LimitOptions limits = new LimitOptions();

    @Override
    String name() {
        return "get";
    }

    @Override
    LimitOptions limits() {
        return limits;
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        BlobNames.checkChoice(exact, recursive);
        List<String> names = BlobNames.parse(blobs, recursive);
        limits.checkSummaryFile();
        new OutputFolder(to).check();
        Session session = new Session(connection, environment(), output, chain(output));
        DownloadRequest request = DownloadRequest.of(session.container(), names, to)
                .ifExists(ConflictPolicy.parse(ifExists))
                .checkingMd5(checkMd5)
                .resuming(resume)
                .exactly(exact ? names : List.of());
        EngineSettings settings = limits.settings(session.patience());
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", request.container());
        summary.with("identity", ChainTable.json(session.signIn()));
        DownloadReport report = new DownloadReport(output, session.countDown(), failures());
        TransferEngine engine = new TransferEngine(store, settings);
        limits.rateFile().ifPresent(file -> file.follow(engine::bandwidth));
        try (Interruption interruption = Interruption.begin()) {
            Download download = engine.download(request, report);
            interruption.cancels(download::cancel);
            setHeartbeat(() -> session.countDown().line().isPresent()
                    ? Optional.empty()
                    : Optional.of(DownloadReport.beat(download.snapshot())));
            DownloadSnapshot last = report.follow(download);
            int exit = report.exitCode(last);
            report.summarise(last, store.account(), request, summary);
            interruption.finished(signal -> interrupted(output, summary, signal));
            return exit;
        }
    }
}
