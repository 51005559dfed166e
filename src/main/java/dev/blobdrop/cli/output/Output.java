package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// What a command says: text or JSON lines on `out`, notes and problems on `err`. Every text passes
/// [Visible#of], whether a terminal, a file or a pipe takes it: what is in a log is looked at on a
/// terminal later. Safe for use by many threads; lines are never mixed.
public final class Output {
    private static final IntFunction<String> NOTHING = columns -> "";

    private final Console console;
    private final boolean json;
    private final boolean verbose;
    private IntFunction<String> progress = NOTHING;
    private boolean drawn;
    private boolean ended;
    private long said;

    public Output(Console console, boolean json, boolean verbose) {
        this.console = console;
        this.json = json;
        this.verbose = verbose;
    }

    public boolean isJson() {
        return json;
    }

    public boolean isVerbose() {
        return verbose;
    }

    public boolean drawsProgress() {
        return console.terminal() && !json;
    }

    /// Data in the text form; nothing in the JSON form.
    public synchronized void data(String line) {
        if (!json && !ended) {
            said++;
            clear();
            console.out().println(Visible.of(line));
            redraw();
        }
    }

    /// The same, put together only where it is printed.
    public void data(Supplier<String> line) {
        if (!json) {
            data(line.get());
        }
    }

    /// One line of the JSON form; nothing in the text form. After the summary there is none: who
    /// reads it takes it for the end, and other threads may still be at work then.
    public synchronized void event(Json event) {
        if (json && !ended) {
            said++;
            console.out().println(event.toString());
            console.out().flush();
        }
    }

    /// The same, put together only where it is printed.
    public void event(Supplier<Json> event) {
        if (json) {
            event(event.get());
        }
    }

    /// How many lines were printed so far: one that has not changed tells that nobody has heard
    /// anything since.
    synchronized long said() {
        return said;
    }

    /// Whether a progress line is on the screen.
    synchronized boolean showsProgress() {
        return drawn;
    }

    /// The last line of the JSON form, always: a signal writes it on a thread of its own while the
    /// command may still be printing, and what comes later is not printed any more.
    public synchronized void summary(Json summary) {
        event(summary);
        ended = true;
    }

    /// Whether data can no longer be written: nobody reads it any more, or there is no room.
    public synchronized boolean isLost() {
        return console.out().checkError();
    }

    /// Something for the person who watches, in both forms.
    public synchronized void note(String line) {
        clear();
        say(line);
        redraw();
    }

    /// A problem in sentences, and how to fix it; its technical side with `--verbose` only.
    public synchronized void problem(Problem problem) {
        clear();
        say("Error: " + problem.title() + " (" + problem.code() + ")");
        say("  " + problem.detail());
        if (!problem.remedy().isEmpty()) {
            say("  How to fix it:");
            problem.remedy().forEach(line -> say("    " + line));
        }
        if (verbose && problem.technical().isPresent()) {
            say("  Technical details:");
            problem.technical().get().lines().forEach(line -> say("    " + line));
        }
        redraw();
    }

    /// Draws or redraws the one line that shows progress; an empty text removes it. What does not
    /// fit beside the terminal's last column is left out.
    public synchronized void progress(String line) {
        progress(columns -> line);
    }

    /// The same for a line that says less where there is less room.
    ///
    /// @param line gives it for so many columns
    public synchronized void progress(IntFunction<String> line) {
        clear();
        progress = line;
        redraw();
    }

    private void clear() {
        if (drawn) {
            console.err().print("\r\u001b[K");
            console.err().flush();
            drawn = false;
        }
    }

    /// With the width of this moment. The last column stays free: written to, some terminals go on
    /// to the next line.
    private void redraw() {
        if (!console.terminal()) {
            return;
        }
        int columns = Math.max(0, console.columns().getAsInt() - 1);
        String line = DisplayWidth.fit(Visible.of(progress.apply(columns)), columns);
        if (!line.isEmpty()) {
            console.err().print(line);
            console.err().flush();
            drawn = true;
        }
    }

    private void say(String line) {
        said++;
        console.err().println(Visible.of(line));
    }

    /// A problem as part of a JSON event.
    public static Json json(Problem problem) {
        return new Json()
                .with("code", problem.code())
                .with("kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("title", problem.title())
                .with("detail", problem.detail())
                .with("remedy", problem.remedy());
    }
}
