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

/// Makes a growing picture of a chain of what its listener is told.
public final class LiveChain implements ChainListener {
    private final Map<Integer, ChainTrace.Link> links = new TreeMap<>();
    private final BiConsumer<ChainTrace, Optional<Integer>> listener;

    /// @param listener is told the picture and the order of the link that is being asked
    public LiveChain(BiConsumer<ChainTrace, Optional<Integer>> listener) {
        this.listener = listener;
    }

    /// Shows each link in a column as soon as it is asked and has answered.
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
