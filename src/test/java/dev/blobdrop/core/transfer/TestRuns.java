package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.InMemoryBlobStore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs of an engine on an account in memory, with everything that was heard of them.
final class TestRuns {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final InMemoryBlobStore store = new InMemoryBlobStore();
    final List<TransferEvent> events = new CopyOnWriteArrayList<>();

    static UploadRequest request(Path... sources) {
        return UploadRequest.of(List.of(sources), "data");
    }

    static UploadRequest dry(UploadRequest request) {
        return request.dry(true);
    }

    Transfer start(UploadRequest request, int concurrency) {
        Duration patience = Duration.ofMinutes(1);
        EngineSettings settings =
                EngineSettings.standard()
                        .withConcurrency(concurrency)
                        .withPatience(
                                new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).start(request, events::add);
    }

    TransferSnapshot run(UploadRequest request) throws InterruptedException {
        return end(start(request, 4));
    }

    /// The last snapshot; each file has exactly one last event, and the sums add up.
    TransferSnapshot end(Transfer transfer) throws InterruptedException {
        assertThat(transfer.await(LIMIT)).as("ends in time").isTrue();
        TransferSnapshot last = transfer.snapshot();
        checkSums(last);
        assertThat(last.active()).isEmpty();
        assertThat(count(TransferEvent.Uploaded.class) + count(TransferEvent.Planned.class))
                .isEqualTo(last.uploaded());
        assertThat(count(TransferEvent.Skipped.class)).isEqualTo(last.skipped());
        assertThat(count(TransferEvent.Failed.class)).isEqualTo(last.failed());
        return last;
    }

    static void checkSums(TransferSnapshot now) {
        assertThat(now.left()).isNotNegative();
        assertThat(now.bytesDone()).isNotNegative();
        assertThat(now.found())
                .isEqualTo(now.uploaded() + now.skipped() + now.failed() + now.left());
    }

    private long count(Class<? extends TransferEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    <T extends TransferEvent> T only(Class<T> type) {
        List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
