package dev.blobdrop.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the completion script that picocli generates from the commands and their options.
@picocli.CommandLine.Command(
        name = "generate-completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script for tab completion in bash and zsh.",
            "To use it in this shell:",
            "  source <(blobdrop generate-completion)"
        })
final class CompletionCommand implements Runnable {
    private static final String CURRENT = "local curr_word=${COMP_WORDS[COMP_CWORD]}\n";
    private static final String PREVIOUS = "local prev_word=${COMP_WORDS[COMP_CWORD-1]}\n";

    /// Bash splits `--output=json` into three words, which picocli's script does not handle.
    private static final String WITHOUT_EQUALS_SIGN = "[[ ${curr_word} != '=' ]] || curr_word=''\n";

    private static final String BEFORE_EQUALS_SIGN =
            "[[ ${prev_word} != '=' ]] || prev_word=${COMP_WORDS[COMP_CWORD-2]}\n";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        CommandSpec root = spec.root();
        String script = AutoComplete.bash(root.name(), root.commandLine())
                .replace(CURRENT, CURRENT + "  " + WITHOUT_EQUALS_SIGN)
                .replace(PREVIOUS, PREVIOUS + "  " + BEFORE_EQUALS_SIGN);
        // A shell script needs LF line ends on every system.
        spec.commandLine().getOut().print(script + "\n");
    }
}
