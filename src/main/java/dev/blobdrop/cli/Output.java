package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;

import java.util.Locale;

/// What a command says: text or JSON lines on `out`, notes and problems on `err`. Every text passes
/// [Visible#of], whether a terminal, a file or a pipe takes it: what is in a log is looked at on a
/// terminal later. Safe for use by many threads; lines are never mixed.
final class Output {
    private final Console console;
    private final boolean json;
    private final boolean verbose;
    private String progress = "";
    private boolean ended;

    Output(Console console, boolean json, boolean verbose) {
        this.console = console;
        this.json = json;
        this.verbose = verbose;
    }

    boolean isJson() {
        return json;
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean drawsProgress() {
        return console.terminal() && !json;
    }

    /// Data in the text form; nothing in the JSON form.
    synchronized void data(String line) {
        if (!json && !ended) {
            clear();
            console.out().println(Visible.of(line));
            redraw();
        }
    }

    /// One line of the JSON form; nothing in the text form.
    synchronized void event(Json event) {
        if (json && !ended) {
            console.out().println(event);
            console.out().flush();
        }
    }

    /// The last line of the JSON form, always: a signal writes it on a thread of its own while the
    /// command may still be printing, and what comes later is not printed any more.
    synchronized void summary(Json summary) {
        event(summary);
        ended = true;
    }

    /// Something for the person who watches, in both forms.
    synchronized void note(String line) {
        clear();
        say(line);
        redraw();
    }

    /// A problem in sentences, with what mends it; its technical side with `--verbose` only.
    synchronized void problem(Problem problem) {
        clear();
        say("Error: " + problem.title() + " (" + problem.code() + ")");
        say("  " + problem.detail());
        if (!problem.remedy().isEmpty()) {
            say("  What helps:");
            problem.remedy().forEach(line -> say("    " + line));
        }
        if (verbose && problem.technical().isPresent()) {
            say("  Technical details:");
            problem.technical().get().lines().forEach(line -> say("    " + line));
        }
        redraw();
    }

    /// Draws or redraws the one line that shows progress; an empty text removes it.
    synchronized void progress(String line) {
        clear();
        progress = Visible.of(line);
        redraw();
    }

    private void clear() {
        if (!progress.isEmpty()) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    private void redraw() {
        if (!progress.isEmpty()) {
            console.err().print(progress);
            console.err().flush();
        }
    }

    private void say(String line) {
        console.err().println(Visible.of(line));
    }

    /// A problem as part of a JSON event.
    static Json json(Problem problem) {
        return new Json()
                .with("code", problem.code())
                .with("kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("title", problem.title())
                .with("detail", problem.detail())
                .with("remedy", problem.remedy());
    }
}
