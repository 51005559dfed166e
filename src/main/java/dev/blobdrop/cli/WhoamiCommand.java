package dev.blobdrop.cli;

import dev.blobdrop.core.identity.Identity;

import picocli.CommandLine.Option;

import java.time.Instant;

/// Shows the credential chain at work and who won.
@picocli.CommandLine.Command(
        name = "whoami",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Signs in for Azure Storage and shows how: which credential was asked in which order,"
                    + " how long each took, why it did not answer, and which identity won.",
            "Needs no storage account and sends nothing to one."
        })
final class WhoamiCommand extends Command {
    /// Version of the JSON form; raised when a field changes its meaning or goes away.
    static final int SCHEMA = 1;

    @Option(names = "--calls", description = "Also show the HTTP calls of each credential.")
    boolean calls;

    @Override
    String name() {
        return "whoami";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        summary.with("schema", SCHEMA);
        ChainLines chain =
                new ChainLines(
                        link -> {
                            output.data(ChainText.line(link));
                            if (calls || output.isVerbose()) {
                                ChainText.calls(link).forEach(output::data);
                            }
                            output.event(ChainText.json(link));
                        });
        Session session = new Session(connection, environment(), output, chain);
        output.data(ChainText.heading(session.trace().kind()));
        Identity who;
        try {
            who = session.signIn();
        } finally {
            chain.rest(session.trace());
        }
        output.data("");
        ChainText.identity(who, Instant.now()).forEach(output::data);
        output.event(ChainText.event(who));
        summary.with("credential", who.credential()).with("name", who.name());
        return ExitCode.OK;
    }
}
