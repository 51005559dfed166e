package dev.blobdrop.cli.output;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Prints each credential of the chain as soon as it has answered. Repeated tries with the same
/// answer are printed once. Safe for use by several threads.
public final class ChainLines implements ChainListener {
    private final Consumer<ChainTrace.Link> printer;
    private final Map<Integer, String> printed = new HashMap<>();

    /// @param printer prints one credential
    public ChainLines(Consumer<ChainTrace.Link> printer) {
        this.printer = printer;
    }

    /// Prints lines of text.
    ///
    /// @param calls whether to print the HTTP calls below each credential
    public static ChainLines text(Consumer<String> printer, boolean calls) {
        return new ChainLines(link -> {
            printer.accept(ChainTable.line(link));
            if (calls) {
                ChainTable.calls(link).forEach(printer);
            }
        });
    }

    @Override
    public synchronized void finished(ChainTrace.Link link) {
        String answer = link.outcome() + link.reason();
        if (!answer.equals(printed.put(link.order(), answer))) {
            printer.accept(link);
        }
    }

    /// Prints the credentials that were not tried.
    public void printUntried(ChainTrace trace) {
        trace.links().stream()
                .filter(link -> link.outcome() == ChainTrace.Outcome.NOT_TRIED)
                .forEach(this::finished);
    }
}
