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
            "Deletes the sign-in saved by --credential browser or device-code.",
            "Deletes its tokens from the system's secure store, and the record in the settings folder. Other"
                    + " programs stay signed in: use az logout for the Azure CLI, and sign out in the browser."
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
                            "Cannot delete the saved sign-in",
                            memory.file() + " cannot be deleted by this user.")
                    .asException(e);
        }
        output.data(who.map(name -> "Deleted the saved sign-in of " + name).orElse("No saved sign-in."));
        summary.with("forgotten", who);
        return ExitCode.OK;
    }
}
