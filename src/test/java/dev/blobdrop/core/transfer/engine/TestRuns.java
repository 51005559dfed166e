package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs of an engine on an account in memory, with everything that was heard of them.
public final class TestRuns {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    public final InMemoryBlobStore store = new InMemoryBlobStore();
    public final List<UploadEvent> events = new CopyOnWriteArrayList<>();

    public static UploadRequest request(Path... sources) {
        return UploadRequest.of(List.of(sources), "data");
    }

    public static UploadRequest dry(UploadRequest request) {
        return request.dry(true);
    }

    public Upload start(UploadRequest request, int concurrency) {
        Duration patience = Duration.ofMinutes(1);
        EngineSettings settings = EngineSettings.standard()
                .withConcurrency(concurrency)
                .withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        return new TransferEngine(store, settings).start(request, events::add);
    }

    public UploadSnapshot run(UploadRequest request) throws InterruptedException {
        return end(start(request, 4));
    }

    /// The last snapshot; each file has exactly one last event, and the sums add up.
    public UploadSnapshot end(Upload transfer) throws InterruptedException {
        assertThat(transfer.await(LIMIT)).as("ends in time").isTrue();
        UploadSnapshot last = transfer.snapshot();
        checkSums(last);
        assertThat(last.active()).isEmpty();
        assertThat(count(UploadEvent.Uploaded.class) + count(UploadEvent.Planned.class))
                .isEqualTo(last.uploaded());
        assertThat(count(UploadEvent.Skipped.class)).isEqualTo(last.skipped());
        assertThat(count(UploadEvent.Failed.class)).isEqualTo(last.failed());
        return last;
    }

    static void checkSums(UploadSnapshot now) {
        assertThat(now.left()).isNotNegative();
        assertThat(now.bytesDone()).isNotNegative();
        assertThat(now.found()).isEqualTo(now.uploaded() + now.skipped() + now.failed() + now.left());
    }

    private long count(Class<? extends UploadEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    public <T extends UploadEvent> T only(Class<T> type) {
        List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
