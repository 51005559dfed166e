package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A line on which nothing comes through when too much is asked for at once.
@Timeout(120)
class SlowLineDownloadTest {
    private static final int PARTS = 6;

    @TempDir
    Path folder;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger under = new AtomicInteger();
    private final byte[] content = random();

    private byte[] random() {
        byte[] bytes = RandomBytes.of(PARTS * RangeLengths.PART_LENGTH - 5, 3);
        store.place("large", bytes);
        return bytes;
    }

    private DownloadSnapshot run(Duration patience) throws InterruptedException {
        EngineSettings settings =
                EngineSettings.standard().withPatience(new Patience(patience, patience, Duration.ZERO, Duration.ZERO));
        DownloadRequest request =
                DownloadRequest.of("data", List.of("large"), folder).resuming(true);
        Download download = new TransferEngine(store, settings).download(request, events::add);
        assertThat(download.await(Duration.ofSeconds(60))).as("ends in time").isTrue();
        return download.snapshot();
    }

    private static ProblemException silence() {
        return Problem.of(Problem.Kind.TRANSIENT, "timeout", "No answer", "Silence.")
                .asException();
    }

    @Test
    void fewerAreAskedForUntilSomethingComesThrough() throws Exception {
        store.before(request -> {
            if (request.verb().equals("read") && under.incrementAndGet() > 2) {
                under.decrementAndGet();
                throw silence();
            }
        });
        store.after(request -> {
            if (request.verb().equals("read")) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                under.decrementAndGet();
            }
        });
        assertThat(run(Duration.ofSeconds(30)).downloaded()).as("%s", events).isOne();
        assertThat(folder.resolve("large")).hasBinaryContent(content);
    }

    @Test
    void whatHasArrivedIsKeptWhenNothingComesAnyMore() throws Exception {
        store.before(request -> {
            if (request.verb().equals("read") && under.incrementAndGet() > 3) {
                throw silence();
            }
        });
        assertThat(run(Duration.ofMillis(300)).failed()).isOne();
        assertThat(((Failed) events.getLast()).problem().code()).isEqualTo("timeout");
        store.before(request -> {});
        long before = store.count("read");
        assertThat(run(Duration.ofSeconds(30)).downloaded()).isOne();
        assertThat(store.count("read") - before).as("what is missing").isEqualTo(PARTS - 3);
        assertThat(folder.resolve("large")).hasBinaryContent(content);
    }
}
