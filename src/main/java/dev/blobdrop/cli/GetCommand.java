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
            "Downloads blobs and folders from the --container.",
            "A blob is saved under the last part of its name: reports/a.csv becomes a.csv. With a slash,"
                    + " reports/ downloads everything below it into the folder reports,"
                    + " and / the whole container.",
            "A file appears only when it is complete and its checksum matches. Nothing is overwritten unless"
                    + " --if-exists says so. If two blobs would become the same file, the second one fails."
        })
final class GetCommand extends TransferCommand {
    @Parameters(arity = "1..*", paramLabel = "BLOB", description = "Names of blobs, or of folders with a / at the end.")
    List<String> blobs;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Save the files here (default: the current folder). Created if missing.")
    Path to;

    @Option(names = "--recursive", description = "Treat every BLOB as a folder, even without a /.")
    boolean recursive;

    @Option(
            names = "--exact",
            description = "Treat each BLOB as the exact name of one blob, even if it ends with a / (dropped"
                    + " from the file's name) or only marks a folder.")
    boolean exact;

    @Option(
            names = "--if-exists",
            completionCandidates = Choices.Policy.class,
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = "If the file exists: fail (default), skip, replace, if-newer (replace if the blob is"
                    + " newer), if-different (replace if the content differs), or keep-both"
                    + " (save as 'name (1).csv').")
    String ifExists;

    @Option(
            names = "--check-md5",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Verify the data against the blob's stored MD5, or against the CRC64 of its blocks if"
                    + " Blobdrop uploaded it (default). The summary counts blobs that have neither.")
    boolean checkMd5;

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "If interrupted, keep the downloaded parts of blobs above 8 MiB in hidden files"
                    + " (.blobdrop-*.part) next to their targets, and continue from those of"
                    + " an earlier run (default).")
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
                .ifExists(Choices.ifExists(ifExists))
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
