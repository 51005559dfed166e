package dev.blobdrop.core.problem;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fix for a [Problem]: a command to run, a setting to change, or advice that neither covers.
/// Each front end phrases it for its users; only commands can be copied.
public sealed interface Remedy {
    /// The start of a line that changes a setting.
    String SET = "set ";

    /// Its text, in no front end's own words.
    String text();

    /// The command for this machine's shell; empty if it is not a command.
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

    /// A setting to change.
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

    /// Advice that is neither a command nor a setting.
    record Sentence(String text) implements Remedy {}

    /// A setting to change, as a remedy.
    ///
    /// @param note why, in a few words; may be empty
    static Remedy set(Setting setting, String value, String note) {
        return new Option(setting, value, note);
    }

    /// Parses a line from our sources or the catalogue, for a POSIX shell: a command starts with a
    /// program's name and may end with `   # a note`; a setting is `set ID VALUE   a note` with a
    /// [Setting]'s id. The line must not contain values from elsewhere; for those use [OwnCall],
    /// [#set(Setting, String, String)] or [#of(String, Facts)].
    static Remedy of(String line) {
        return of(line, Facts.NONE);
    }

    /// The same with each `{name}` filled in. A command gets only values that a shell cannot
    /// misread.
    static Remedy of(String line, Facts facts) {
        if (RemedyLine.isCommand(line)) {
            RemedyLine read = RemedyLine.of(line);
            return new Command(
                    Shell.ofThisMachine().translated(facts.fillCommand(read.command())), facts.fill(read.note()));
        }
        String filled = facts.fill(line);
        return option(SET, filled).orElseGet(() -> new Sentence(filled));
    }

    /// Parses a remedy that the command line printed in a recorded run.
    static Remedy recorded(String text) {
        if (RemedyLine.isCommand(text)) {
            RemedyLine read = RemedyLine.of(text);
            return new Command(read.command(), read.note());
        }
        return option("--", text).orElseGet(() -> new Sentence(text));
    }

    /// The setting to change if the line starts like this: then come a [Setting]'s id, its value
    /// and, after at least two spaces, a note.
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
