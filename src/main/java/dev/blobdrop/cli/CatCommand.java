package dev.blobdrop.cli;

import dev.blobdrop.cli.options.BlobNames;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.DownloadReport;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.Verification;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a blob's content to standard output, and nothing else.
@picocli.CommandLine.Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a blob from the --container to standard output.",
            "The blob's checksum, if it has one, is verified at the end. Do not use the output"
                    + " unless the exit code is 0."
        })
final class CatCommand extends AzureCommand {
    @Parameters(paramLabel = "BLOB", description = "Name of the blob.")
    String blob;

    @Option(
            names = "--exact",
            description = "Treat BLOB as the exact name of a blob, even if it ends with a / or only marks a folder.")
    boolean exact;

    @Override
    String name() {
        return "cat";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        // No heartbeat: the blob may go to the same terminal, and in a pipe the next program
        // prints.
        setHeartbeat(Optional::empty);
        String name = BlobNames.one(blob, exact, name());
        Session session = new Session(connection, environment(), output);
        BlobPath source = new BlobPath(session.container(), name);
        TransferEngine engine =
                new TransferEngine(session.store(), EngineSettings.standard().withPatience(session.patience()));
        session.signIn();
        try {
            StoppableOutput out = new StoppableOutput(root.console());
            Verification verified = engine.read(source, exact, out, (problem, pause) -> {
                if (!out.closed) {
                    session.retrying(problem, pause);
                }
            });
            if (verified == Verification.NONE && output.isVerbose()) {
                output.note("Not verified: " + DownloadReport.NO_CHECKSUM);
            }
        } catch (IOException e) {
            // The reader is gone, or the output cannot be written: AzureCommand reports which at
            // the end.
        }
        return ExitCode.OK;
    }

    /// Stops the download when standard output can no longer be written.
    private static final class StoppableOutput extends FilterOutputStream {
        private final Console console;

        /// Parts in flight then fail, and those failures are not reported.
        private volatile boolean closed;

        StoppableOutput(Console console) {
            super(console.out());
            this.console = console;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            if (console.out().checkError()) {
                closed = true;
                throw new IOException("Standard output is closed");
            }
        }
    }
}
