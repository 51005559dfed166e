package dev.blobdrop.gui.identity;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.gui.base.UiThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Collects the events of a chain into a growing trace.
public final class LiveChain implements ChainListener {
    private final Map<Integer, ChainTrace.Link> links = new TreeMap<>();
    private final BiConsumer<ChainTrace, Optional<Integer>> listener;

    /// @param listener called with the trace and the order of the credential being tried
    public LiveChain(BiConsumer<ChainTrace, Optional<Integer>> listener) {
        this.listener = listener;
    }

    /// Updates a column whenever a credential is tried or has a result.
    static LiveChain shownBy(UiThreads threads, boolean survey, Consumer<UnaryOperator<ChainColumn>> column) {
        return new LiveChain((trace, asking) -> threads.inWindow(
                () -> column.accept(now -> now.with(survey, Optional.of(trace), asking, Optional.empty()))));
    }

    @Override
    public synchronized void started(ChainTrace.Link link) {
        tell(link, Optional.of(link.order()));
    }

    @Override
    public synchronized void finished(ChainTrace.Link link) {
        tell(link, Optional.empty());
    }

    private void tell(ChainTrace.Link link, Optional<Integer> asking) {
        links.put(link.order(), link);
        listener.accept(
                new ChainTrace(CredentialKind.DEFAULT, links.values().stream().toList(), Optional.empty(), List.of()),
                asking);
    }
}
