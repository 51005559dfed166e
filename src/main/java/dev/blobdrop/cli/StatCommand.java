package dev.blobdrop.cli;

import dev.blobdrop.cli.options.BlobNames;
import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.storage.BlobDetails;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a blob's properties.
@picocli.CommandLine.Command(
        name = "stat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what the service knows of a blob of the --container, times in UTC.")
final class StatCommand extends AzureCommand {
    @Parameters(paramLabel = "BLOB", description = "The blob's name.")
    String blob;

    @Option(
            names = "--exact",
            description = "BLOB is the name of a blob as it stands, also if it ends with a / or the blob"
                    + " only stands for a folder.")
    boolean exact;

    @Override
    String name() {
        return "stat";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        String name = BlobNames.one(blob, exact, name());
        Session session = new Session(connection, environment(), output);
        BlobStore store = session.store();
        BlobPath path = new BlobPath(session.container(), name);
        summary.with("account", store.account()).with("container", path.container());
        summary.with("blob", name);
        BlobDetails found = session.request(() -> store.describe(path))
                .orElseThrow(() -> ReadProblems.missing(path.container(), name).asException());
        if (found.properties().isFolder() && !exact) {
            throw ReadProblems.isFolder(name).asException();
        }
        print(output, store, path, found);
        output.event(event(path, found));
        return ExitCode.OK;
    }

    private static void print(Output output, BlobStore store, BlobPath path, BlobDetails found) {
        var properties = found.properties();
        line(output, "Blob", Optional.of(path.name()));
        line(output, "In", Optional.of(store.account() + "/" + path.container()));
        line(
                output,
                "Size",
                Optional.of(Amounts.size(properties.size())
                        + (properties.size() < 1024 ? "" : " (" + properties.size() + " bytes)")));
        line(output, "Content-Type", properties.contentType());
        line(output, "Modified", properties.modified().map(ListingReport.TIME::format));
        line(output, "Created", found.created().map(ListingReport.TIME::format));
        line(output, "MD5", Optional.of(properties.md5().orElse("none is stored")));
        line(output, "ETag", Optional.of(properties.etag()));
        line(output, "Type", Optional.of(found.type()));
        line(output, "Tier", found.tier());
        found.more().forEach((name, value) -> line(output, name, Optional.of(value)));
        found.metadata().forEach((name, value) -> line(output, "Metadata", Optional.of(name + "=" + value)));
    }

    private static void line(Output output, String name, Optional<String> value) {
        value.ifPresent(text -> output.data("%-20s %s".formatted(name, text)));
    }

    private static Json event(BlobPath path, BlobDetails found) {
        var properties = found.properties();
        return Json.event("properties")
                .with("container", path.container())
                .with("blob", path.name())
                .with("bytes", properties.size())
                .with("contentType", properties.contentType())
                .with("modified", properties.modified())
                .with("created", found.created())
                .with("md5", properties.md5())
                .with("etag", properties.etag())
                .with("type", found.type())
                .with("tier", found.tier())
                .with("more", json(found.more()))
                .with("metadata", json(found.metadata()));
    }

    private static Json json(Map<String, String> values) {
        Json object = new Json();
        values.forEach(object::with);
        return object;
    }
}
