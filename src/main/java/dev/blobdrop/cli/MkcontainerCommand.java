package dev.blobdrop.cli;

import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import picocli.CommandLine.Parameters;

/// Creates a container.
@picocli.CommandLine.Command(
        name = "mkcontainer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Creates a private container, unless it already exists.")
final class MkcontainerCommand extends AzureCommand {
    @Parameters(paramLabel = "NAME", description = "3 to 63 lower-case letters, digits, hyphens.")
    String container;

    @Override
    String name() {
        return "mkcontainer";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        BlobPath.container(container);
        Session session = new Session(connection, environment(), output);
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", container);
        session.signInFirst();
        change(output, summary, () -> {
            boolean created = session.createContainer(store, container);
            output.data((created ? "Created " : "Already exists: ") + container);
            summary.with("created", created);
        });
        return ExitCode.OK;
    }
}
