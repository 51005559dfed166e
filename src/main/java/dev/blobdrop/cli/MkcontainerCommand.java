package dev.blobdrop.cli;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;

import picocli.CommandLine.Parameters;

/// Creates a container.
@picocli.CommandLine.Command(
        name = "mkcontainer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Creates a private container. One that exists already is left as it is.")
final class MkcontainerCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "3 to 63 lower-case letters, digits, hyphens.")
    String container;

    @Override
    String name() {
        return "mkcontainer";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        Session session = new Session(connection, environment(), output);
        BlobStore store = session.store();
        BlobPath.container(container);
        boolean created = session.ask(attempt -> store.createContainer(container));
        output.data((created ? "Created " : "Was there already: ") + container);
        summary.with("account", store.account())
                .with("container", container)
                .with("created", created);
        return ExitCode.OK;
    }
}
