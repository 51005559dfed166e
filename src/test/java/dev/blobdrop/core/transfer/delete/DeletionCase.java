package dev.blobdrop.core.transfer.delete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionEvent.Deleted;
import dev.blobdrop.core.transfer.DeletionEvent.Failed;
import dev.blobdrop.core.transfer.DeletionEvent.Planned;
import dev.blobdrop.core.transfer.DeletionEvent.Skipped;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Deletions in an account in memory, with everything that was reported of them.
abstract class DeletionCase {
    static final int AT_ONCE = 8;
    final InMemoryBlobStore store = new InMemoryBlobStore();
    final List<DeletionEvent> events = new CopyOnWriteArrayList<>();

    void blobs(String... names) {
        for (String name : names) {
            store.place(name, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    void many(int count) {
        for (int i = 0; i < count; i++) {
            blobs("in/f%03d".formatted(i));
        }
    }

    static DeletionRequest named(String... names) {
        return DeletionRequest.of("data", List.of(names), List.of());
    }

    static DeletionRequest below(String... prefixes) {
        return DeletionRequest.of("data", List.of(), List.of(prefixes));
    }

    Deletion start(DeletionRequest request) {
        Duration patience = Duration.ofSeconds(5);
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(AT_ONCE)
                .withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).delete(request, events::add);
    }

    /// Waits for the end; each blob that was found has ended once or is counted as left.
    DeletionSnapshot end(Deletion deletion) throws InterruptedException {
        assertThat(deletion.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        DeletionSnapshot last = deletion.snapshot();
        assertThat(all(Deleted.class).size() + all(Planned.class).size()).isEqualTo((int) last.deleted());
        assertThat(all(Skipped.class)).hasSize((int) last.skipped());
        assertThat(all(Failed.class)).hasSize((int) last.failed());
        assertThat(last.left()).isNotNegative();
        if (last.state() == RunState.DONE) {
            assertThat(last.left()).isZero();
            assertThat(last.listing()).isFalse();
        }
        return last;
    }

    DeletionSnapshot run(DeletionRequest request) throws InterruptedException {
        return end(start(request));
    }

    <T extends DeletionEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Problem failure() {
        assertThat(all(Failed.class)).as(events.toString()).hasSize(1);
        return all(Failed.class).getFirst().problem();
    }
}
