package dev.blobdrop.cli;

import dev.blobdrop.cli.options.BlobNames;
import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.DeletionReport;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.process.Interruption;
import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Deletes blobs.
@picocli.CommandLine.Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Deletes blobs and folders from the --container.",
            "Names are exact, without wildcards. There is no confirmation: try --dry-run first. Deleting a"
                    + " folder needs --recursive. A blob that someone changes in the meantime is not deleted."
        })
final class RmCommand extends AzureCommand {
    @Parameters(arity = "1..*", paramLabel = "BLOB", description = "Names of blobs.")
    List<String> blobs;

    @Option(
            names = "--recursive",
            description = "Treat every BLOB as a folder: delete all blobs below it, then the blob that marks"
                    + " the folder, if any.")
    boolean recursive;

    @Option(
            names = "--exact",
            description = "Treat each BLOB as the exact name of one blob, even if it ends with a / or only"
                    + " marks a folder.")
    boolean exact;

    @Option(names = "--dry-run", description = "Print what would be deleted, and delete nothing.")
    boolean dryRun;

    @Override
    String name() {
        return "rm";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        BlobNames.checkChoice(exact, recursive);
        List<String> names = BlobNames.parse(blobs, recursive);
        if (!exact) {
            names.forEach(this::check);
        }
        Session session = new Session(connection, environment(), output);
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", session.container());
        DeletionRequest request = request(session.container(), names);
        summary.with("identity", ChainTable.json(session.signIn()));
        EngineSettings settings = EngineSettings.standard().withPatience(session.patience());
        DeletionReport report = new DeletionReport(output, session.countDown(), request);
        try (Interruption interruption = Interruption.begin()) {
            Deletion deletion = new TransferEngine(store, settings).delete(request, report);
            interruption.cancels(deletion::cancel);
            setHeartbeat(() -> Optional.of(report.beat(deletion.snapshot())));
            DeletionSnapshot last = deletion.await();
            session.countDown().close();
            report.summarise(last, summary);
            interruption.finished(signal -> interrupted(output, summary, signal));
            return report.exitCode(last);
        }
    }

    private DeletionRequest request(String container, List<String> names) {
        Map<Boolean, List<String>> folders =
                names.stream().collect(Collectors.partitioningBy(name -> !exact && name.endsWith("/")));
        return DeletionRequest.of(container, folders.get(false), folders.get(true))
                .dry(dryRun)
                .exactly(exact);
    }

    /// Refuses a name before anything is deleted.
    private void check(String name) {
        if (name.equals("/")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "whole-container",
                            "'/' means the whole container",
                            "Nothing was deleted. Is a variable not set?")
                    .withRemedy("az storage container delete --auth-mode login --account-name ACCOUNT --name"
                            + " CONTAINER   # if you mean it")
                    .asException();
        }
        if (name.endsWith("/") && !recursive) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "folder-not-asked-for",
                            "'" + name + "' is a folder",
                            "Deleting it with all blobs below it needs --recursive. Nothing was deleted.")
                    .withRemedy(
                            OwnCall.of("rm", "--recursive", "--dry-run")
                                    .on(name)
                                    .remedy(),
                            OwnCall.of("rm", "--exact").on(name).because("if it is a blob with a slash at the end"))
                    .asException();
        }
    }
}
