package dev.blobdrop.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/// Opens the window. The caller passes in how, so that the command line needs no JavaFX.
@picocli.CommandLine.Command(
        name = "gui",
        mixinStandardHelpOptions = true,
        description = "Opens the window, as does blobdrop without arguments.")
final class GuiCommand implements Callable<Integer> {
    @ParentCommand
    Invocation root;

    @Override
    public Integer call() {
        return root.window().getAsInt();
    }
}
