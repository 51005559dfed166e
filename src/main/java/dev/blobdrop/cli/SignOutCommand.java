package dev.blobdrop.cli;

import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.identity.person.SignInMemory;
import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.util.Optional;

/// Deletes a saved sign-in.
@picocli.CommandLine.Command(
        name = "sign-out",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets the sign-in that --credential browser or device-code remembered: its tokens in"
                    + " the system's secure store, and the record in the settings folder.",
            "Other programs stay signed in: for the Azure CLI there is az logout, and a browser has"
                    + " a sign-out of its own."
        })
final class SignOutCommand extends AzureCommand {
    @Override
    String name() {
        return "sign-out";
    }

    @Override
    int run(Output output, Json summary) {
        SignInMemory memory = SignInMemory.of(environment());
        Optional<String> who;
        try {
            who = memory.forget();
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "cannot-forget",
                            "The record of the sign-in cannot be removed",
                            memory.file() + " cannot be deleted by this user.")
                    .asException(e);
        }
        output.data(who.map(name -> "Forgotten: " + name).orElse("Nobody's sign-in was remembered."));
        summary.with("forgotten", who);
        return ExitCode.OK;
    }
}
