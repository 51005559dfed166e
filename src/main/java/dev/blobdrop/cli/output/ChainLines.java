package dev.blobdrop.cli.output;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells each link of the chain as soon as it has answered, and once only while it keeps giving the
/// same answer to repeated tries.
public final class ChainLines implements ChainListener {
    private final Consumer<ChainTrace.Link> teller;
    private final Map<Integer, String> told = new HashMap<>();

    public ChainLines(Consumer<ChainTrace.Link> teller) {
        this.teller = teller;
    }

    /// As lines of text, with the HTTP calls below each if wanted.
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
        if (!answer.equals(told.put(link.order(), answer))) {
            teller.accept(link);
        }
    }

    /// Tells the links that nobody asked, too.
    public void rest(ChainTrace trace) {
        trace.links().stream()
                .filter(link -> link.outcome() == ChainTrace.Outcome.NOT_TRIED)
                .forEach(this::finished);
    }
}
