package dev.blobdrop.core.problem;

import java.util.Optional;

/// What helps against a [Problem]: a command to run, an option to give, or something to do that
/// only a sentence can say. A face copies commands and nothing else.
public sealed interface Remedy {
    /// The line a person reads.
    String text();

    /// What can be pasted into this machine's shell; empty when nothing can.
    default Optional<String> command() {
        return Optional.empty();
    }

    /// A command, complete and quoted for this machine's shell.
    ///
    /// @param line what is pasted
    /// @param note why, in a few words; may be empty
    record Command(String line, String note) implements Remedy {
        @Override
        public String text() {
            return note.isEmpty() ? line : line + "   # " + note;
        }

        @Override
        public Optional<String> command() {
            return Optional.of(line);
        }
    }

    /// An option to be given to the command at hand; alone it is no command.
    ///
    /// @param text the option with its value, and what it does
    record Option(String text) implements Remedy {}

    /// Something that no command does.
    record Sentence(String text) implements Remedy {}

    /// A line as our sources and the catalogue write it, for a POSIX shell: a command begins with a
    /// program's name and may end with `   # a note`; an option begins with two hyphens. It holds
    /// no value from elsewhere: those go through [OwnCall] or [#of(String, Facts)].
    static Remedy of(String line) {
        return of(line, Facts.NONE);
    }

    /// The same with each `{name}` filled in: in a command with such values only that a shell reads
    /// as what they are.
    static Remedy of(String line, Facts facts) {
        if (!RemedyLine.isCommand(line)) {
            String filled = facts.fill(line);
            return line.startsWith("--") ? new Option(filled) : new Sentence(filled);
        }
        RemedyLine read = RemedyLine.of(line);
        return new Command(
                Shell.ofThisMachine().translated(facts.fillCommand(read.command())), facts.fill(read.note()));
    }

    /// A remedy that was printed earlier, as a recorded run holds it: the text stays as it is.
    static Remedy recorded(String text) {
        if (!RemedyLine.isCommand(text)) {
            return text.startsWith("--") ? new Option(text) : new Sentence(text);
        }
        RemedyLine read = RemedyLine.of(text);
        return new Command(read.command(), read.note());
    }
}
