package dev.blobdrop.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/// Opens the window. How that is done is told from outside, so that the command line needs no
/// desktop toolkit.
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
