package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Everything a command prints: text or JSON lines on `out`, notes and problems on `err`. Every
/// text passes [Visible#of], even to a file or a pipe, because logs are later read on a terminal.
/// Safe for use by many threads; lines are never mixed.
public final class Output {
    private static final IntFunction<String> NO_PROGRESS = columns -> "";

    private final Console console;
    private final boolean json;
    private final boolean verbose;
    private IntFunction<String> progress = NO_PROGRESS;
    private boolean drawn;
    private boolean summaryPrinted;
    private long lineCount;

    /// @param json whether `--output json` was given
    /// @param verbose whether `--verbose` was given
    public Output(Console console, boolean json, boolean verbose) {
        this.console = console;
        this.json = json;
        this.verbose = verbose;
    }

    /// Whether the JSON form is printed.
    public boolean isJson() {
        return json;
    }

    /// Whether to print every retry and detail.
    public boolean isVerbose() {
        return verbose;
    }

    /// Whether a progress line can be drawn: on a terminal, and not in the JSON form.
    public boolean drawsProgress() {
        return console.terminal() && !json;
    }

    /// A line of data in the text form; nothing in the JSON form.
    public synchronized void data(String line) {
        if (!json && !summaryPrinted) {
            lineCount++;
            clear();
            console.out().println(Visible.of(line));
            redraw();
        }
    }

    /// The same, built only if it is printed.
    public void data(Supplier<String> line) {
        if (!json) {
            data(line.get());
        }
    }

    /// One line of the JSON form; nothing in the text form. After the summary it prints nothing,
    /// because other threads may still be at work when a reader takes the summary for the end.
    public synchronized void event(Json event) {
        if (json && !summaryPrinted) {
            lineCount++;
            console.out().println(event.toString());
            console.out().flush();
        }
    }

    /// The same, built only if it is printed.
    public void event(Supplier<Json> event) {
        if (json) {
            event(event.get());
        }
    }

    /// How many lines were printed so far.
    synchronized long lineCount() {
        return lineCount;
    }

    /// Whether a progress line is on the screen.
    synchronized boolean showsProgress() {
        return drawn;
    }

    /// Prints the last line of the JSON form. After a signal, another thread calls this while the
    /// command may still be printing; what comes later is dropped.
    public synchronized void summary(Json summary) {
        event(summary);
        summaryPrinted = true;
    }

    /// Whether standard output can no longer be written: the reader is gone, or the disk is full.
    public synchronized boolean isLost() {
        return console.out().checkError();
    }

    /// A line for people, on `err`, in both forms.
    public synchronized void note(String line) {
        clear();
        printError(line);
        redraw();
    }

    /// Prints a problem and how to fix it; technical details with `--verbose` only.
    public synchronized void problem(Problem problem) {
        clear();
        printError("Error: " + problem.title() + " (" + problem.code() + ")");
        printError("  " + problem.detail());
        if (!problem.remedies().isEmpty()) {
            printError("  How to fix it:");
            RemedyText.lines(problem).forEach(line -> printError("    " + line));
        }
        if (verbose && problem.technical().isPresent()) {
            printError("  Technical details:");
            problem.technical().get().lines().forEach(line -> printError("    " + line));
        }
        redraw();
    }

    /// Draws or redraws the progress line. An empty text removes it. Text beyond the terminal's
    /// last column is cut.
    public synchronized void progress(String line) {
        progress(columns -> line);
    }

    /// The same for a line that adapts to the width.
    ///
    /// @param line returns the text for a number of columns
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

    /// Uses the terminal's current width. The last column stays free, because some terminals wrap
    /// when it is written.
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

    private void printError(String line) {
        lineCount++;
        console.err().println(Visible.of(line));
    }

    /// A problem as part of a JSON event.
    public static Json json(Problem problem) {
        return new Json()
                .with("code", problem.code())
                .with("kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("title", problem.title())
                .with("detail", problem.detail())
                .with("remedy", RemedyText.lines(problem));
    }
}
