package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists containers or blobs.
@picocli.CommandLine.Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists containers, or the blobs in a container: size, time (UTC) and name.",
            "Lists one level unless --recursive is given. Names that end with / are virtual folders."
        })
final class LsCommand extends AzureCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "CONTAINER[/PREFIX]",
            description = "What to list (default: the containers).")
    Optional<String> place;

    @Option(names = "--recursive", description = "List all blobs, not only one level.")
    boolean recursive;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "List only names with this prefix. Without CONTAINER: blobs in the --container.")
    Optional<String> prefix;

    @Override
    String name() {
        return "ls";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        Session session = new Session(connection, environment(), output);
        BlobStore store = session.store();
        summary.with("account", store.account());
        ListingReport listing = new ListingReport(session, store, output);
        boolean blobs = place.isPresent() || prefix.isPresent() || connection.container.isPresent();
        if (blobs) {
            String[] parts = place.orElseGet(session::container).split("/", 2);
            String below = (parts.length > 1 ? parts[1] : "") + prefix.orElse("");
            summary.with("container", parts[0]).with("prefix", below);
            listing.blobs(BlobPath.container(parts[0]), below, recursive, Long.MAX_VALUE);
            output.note(listing.count()
                    + (listing.count() == 1 ? " entry, " : " entries, ")
                    + Amounts.size(listing.bytes()));
        } else {
            listing.containers("");
        }
        summary.with("entries", listing.count()).with("bytes", listing.bytes());
        return ExitCode.OK;
    }
}
