package dev.blobdrop.cli;

import dev.blobdrop.cli.options.OptionValues;
import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.ChainLines;
import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.CountDown;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/// The smallest complete run: sign in, upload one small blob, list the container.
@picocli.CommandLine.Command(
        name = "hello",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Uploads a small text blob, shows which credential was used, and lists the container.",
            "The blob is <uuid>-fromlocal.txt, or <uuid>-fromk8spod.txt in a Kubernetes cluster. Writes nothing"
                    + " to this machine."
        })
final class HelloCommand extends AzureCommand {
    private static final String CONTENT = "Hello, World!";
    private static final int MOST_LISTED = 100;

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            description = "Keep running for this long afterwards, such as 1h, to look around in the pod.")
    Optional<String> hold;

    private Duration time = Duration.ZERO;

    @Override
    String name() {
        return "hello";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        Optional<Duration> pause = hold.map(text -> OptionValues.duration("--hold", text));
        ChainLines chain = new ChainLines(link -> print(link, output));
        Session session = new Session(connection, environment(), output, chain);
        String container = session.container();
        BlobStore store = session.store();
        summary.with("account", store.account()).with("container", container);

        output.note(ChainTable.heading(session.trace().kind()));
        try {
            summary.with("identity", ChainTable.json(session.signIn()));
        } finally {
            chain.printUntried(session.trace());
        }

        String place = environment().inKubernetes() ? "fromk8spod" : "fromlocal";
        BlobPath blob = new BlobPath(container, UUID.randomUUID() + "-" + place + ".txt");
        byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
        TransferEngine engine =
                new TransferEngine(store, EngineSettings.standard().withPatience(session.patience()));
        change(output, summary, () -> {
            try (CountDown countDown = session.countDown()) {
                engine.create(blob, content, session::retrying);
                countDown.answered();
            }
            uploaded(blob, content.length, output, summary);
        });

        output.data("");
        output.data(container + " in " + store.account() + ":");
        ListingReport listing = new ListingReport(session, store, output);
        listing.blobs(container, "", true, MOST_LISTED);
        summary.with("listed", listing.count());
        pause.ifPresent(wanted -> {
            output.note("Staying for " + Amounts.time(wanted) + "; Ctrl+C ends it.");
            time = wanted;
        });
        return ExitCode.OK;
    }

    private static void uploaded(BlobPath blob, int length, Output output, Json summary) {
        summary.with("blob", blob.name());
        output.note("");
        output.data("Uploaded " + blob.name() + " (" + length + " bytes)");
        output.event(Json.event("uploaded")
                .with("container", blob.container())
                .with("blob", blob.name())
                .with("bytes", length));
    }

    private static void print(ChainTrace.Link link, Output output) {
        output.note(ChainTable.line(link));
        if (output.isVerbose()) {
            ChainTable.calls(link).forEach(output::note);
        }
        output.event(ChainTable.event(link));
    }

    /// Sleeps only after all output is printed, so `kubectl logs` shows it at once.
    @Override
    void stay() throws InterruptedException {
        Thread.sleep(time);
    }
}
