package dev.blobdrop.core.problem;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What helps against a [Problem]: a command to run, something to set differently, or something to
/// do that only a sentence can say. A face words it for its users, and copies commands and nothing
/// else.
public sealed interface Remedy {
    /// What a line of something to set begins with.
    String SET = "set ";

    /// What it says, without the words of any face.
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

    /// Something to set differently.
    ///
    /// @param value what to set it to; empty for a switch
    /// @param note why, in a few words; may be empty
    record Option(Setting setting, String value, String note) implements Remedy {
        @Override
        public String text() {
            return Stream.of(setting.id() + (value.isEmpty() ? "" : " " + value), note)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("   "));
        }
    }

    /// Something that no command does.
    record Sentence(String text) implements Remedy {}

    /// Something to set differently, as a remedy.
    ///
    /// @param note why, in a few words; may be empty
    static Remedy set(Setting setting, String value, String note) {
        return new Option(setting, value, note);
    }

    /// A line as our sources and the catalogue write it, for a POSIX shell: a command begins with a
    /// program's name and may end with `   # a note`; something to set is `set NAME VALUE   a note`
    /// with a [Setting]'s id. It holds no value from elsewhere: those go through [OwnCall],
    /// [#set(Setting, String, String)] or [#of(String, Facts)].
    static Remedy of(String line) {
        return of(line, Facts.NONE);
    }

    /// The same with each `{name}` filled in: in a command with such values only that a shell reads
    /// as what they are.
    static Remedy of(String line, Facts facts) {
        if (RemedyLine.isCommand(line)) {
            RemedyLine read = RemedyLine.of(line);
            return new Command(
                    Shell.ofThisMachine().translated(facts.fillCommand(read.command())), facts.fill(read.note()));
        }
        String filled = facts.fill(line);
        return option(SET, filled).orElseGet(() -> new Sentence(filled));
    }

    /// A remedy that the command line printed earlier, as a recorded run holds it.
    static Remedy recorded(String text) {
        if (RemedyLine.isCommand(text)) {
            RemedyLine read = RemedyLine.of(text);
            return new Command(read.command(), read.note());
        }
        return option("--", text).orElseGet(() -> new Sentence(text));
    }

    /// Something to set, if the line says so: after this beginning a [Setting]'s id, its value, and
    /// after two spaces or more a note.
    private static Optional<Remedy> option(String beginning, String line) {
        if (!line.startsWith(beginning)) {
            return Optional.empty();
        }
        String[] parts = line.substring(beginning.length()).split(" {2,}", 2);
        String[] words = parts[0].split(" ", 2);
        return Setting.of(words[0])
                .map(setting -> new Option(
                        setting, words.length > 1 ? words[1] : "", parts.length > 1 ? parts[1].strip() : ""));
    }
}
