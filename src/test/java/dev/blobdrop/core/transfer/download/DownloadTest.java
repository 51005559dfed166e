package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadEvent.Downloaded;
import dev.blobdrop.core.transfer.DownloadEvent.Failed;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Download;
import java.nio.file.Files;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a blob that is downloaded: where it goes, what may stand in its way, and that
/// each one is accounted for.
@Timeout(120)
class DownloadTest extends DownloadCase {
    @Test
    void namedBlobBecomesAFileOfItsLastName() throws Exception {
        blob("reports/2026/a.csv", "hello");
        DownloadSnapshot last = run(request("reports/2026/a.csv"));
        assertThat(files()).containsExactly("a.csv");
        assertThat(text("a.csv")).isEqualTo("hello");
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(last.bytesFound()).isEqualTo(5);
        assertThat(last.bytesDone()).isEqualTo(5);
        assertThat(all(Downloaded.class).getFirst().md5()).hasValue("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    void folderKeepsItsNameAndWhatIsBelow() throws Exception {
        blob("in/photos/a", "1");
        blob("in/photos/b/c", "22");
        blob("in/photos/empty", "");
        blob("in/photosynthesis", "no");
        DownloadSnapshot last = run(request("in/photos/"));
        assertThat(files()).containsExactly("photos/a", "photos/b/c", "photos/empty");
        assertThat(last.found()).isEqualTo(3);
    }

    @Test
    void slashAloneIsTheWholeContainer() throws Exception {
        blob("a", "1");
        blob("b/c", "2");
        run(request("/"));
        assertThat(files()).containsExactly("a", "b/c");
    }

    @Test
    void largeBlobIsDownloadedInPartsAndWhole() throws Exception {
        byte[] content = new byte[35 * MIB + 17];
        new Random(1).nextBytes(content);
        store.place("large", content);
        DownloadSnapshot last = run(request("large"));
        assertThat(store.count("read")).isEqualTo(Math.ceilDiv(content.length, RangeLengths.PART_LENGTH));
        assertThat(Files.readAllBytes(folder().resolve("large"))).isEqualTo(content);
        assertThat(last.bytesDone()).isEqualTo(content.length);
        assertThat(all(Downloaded.class).getFirst().md5()).isPresent();
    }

    @Test
    void onlyTheBrokenPartIsRetried() throws Exception {
        byte[] content = new byte[20 * MIB];
        new Random(2).nextBytes(content);
        store.place("large", content);
        AtomicInteger broken = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("read") && broken.incrementAndGet() == 2) {
                throw InMemoryBlobStore.refusal("ServerBusy");
            }
        });
        run(request("large"));
        assertThat(store.count("read")).isEqualTo(Math.ceilDiv(content.length, RangeLengths.PART_LENGTH) + 1);
        assertThat(all(DownloadEvent.Retrying.class)).hasSize(1);
        assertThat(Files.readAllBytes(folder().resolve("large"))).isEqualTo(content);
    }

    @Test
    void blobThatChangesInTheMiddleIsNoticed() throws Exception {
        store.place("large", new byte[20 * MIB]);
        AtomicInteger reads = new AtomicInteger();
        store.after(request -> {
            if (request.verb().equals("read") && reads.incrementAndGet() == 3) {
                throw InMemoryBlobStore.refusal("ConditionNotMet");
            }
        });
        DownloadSnapshot last = run(request("large").ifExists(ConflictPolicy.REPLACE));
        assertThat(failure().code()).isEqualTo("blob-changed");
        assertThat(failure().kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(files()).isEmpty();
        assertThat(last.bytesDone()).isZero();
    }

    @Test
    void blobThatWasWrittenAnewBeforeItsFirstByteIsTakenAsItIsNow() throws Exception {
        blob("a", "old");
        AtomicInteger reads = new AtomicInteger();
        store.before(request -> {
            if (request.verb().equals("read") && reads.incrementAndGet() == 1) {
                blob("a", "newer");
            }
        });
        DownloadSnapshot last = run(request("a"));
        assertThat(text("a")).isEqualTo("newer");
        assertThat(last.bytesFound()).isEqualTo(5);
    }

    @Test
    void missingBlobDoesNotStopTheOthers() throws Exception {
        blob("a", "1");
        DownloadSnapshot last = run(request("nowhere", "a", "nothing/"));
        assertThat(last.failed()).isEqualTo(2);
        assertThat(last.state()).isEqualTo(RunState.DONE);
        assertThat(all(Failed.class)).allMatch(failed -> failed.problem().kind() == Problem.Kind.NOT_FOUND);
        assertThat(files()).containsExactly("a");
    }

    @Test
    void cancelLeavesNothingUnfinished() throws Exception {
        store.place("large", new byte[40 * MIB]);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        store.before(request -> {
            if (request.verb().equals("read")) {
                reading.countDown();
                InMemoryBlobStore.await(go);
            }
        });
        Download download = start(request("large"));
        reading.await();
        download.cancel();
        go.countDown();
        DownloadSnapshot last = end(download);
        assertThat(last.state()).isEqualTo(RunState.CANCELLED);
        assertThat(last.left()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void folderOfManyFilesIsDownloaded() throws Exception {
        for (int i = 0; i < 300; i++) {
            blob("many/f%03d".formatted(i), "content " + i);
        }
        DownloadSnapshot last = run(request("many/"));
        assertThat(last.downloaded()).isEqualTo(300);
        assertThat(files()).hasSize(300);
        assertThat(text("many/f123")).isEqualTo("content 123");
    }

    @Test
    void tooLittleSpaceStopsTheRunBeforeItBegins() throws Exception {
        blob("in/a", "1");
        store.placeListed("in/z", Long.MAX_VALUE / 4);
        DownloadSnapshot last = run(request("in/"));
        assertThat(last.state()).isEqualTo(RunState.STOPPED);
        assertThat(last.stoppedBy().orElseThrow().code()).isEqualTo("disk-full");
        assertThat(last.stoppedBy().orElseThrow().detail()).contains(" free.");
        assertThat(files()).isEmpty();
        assertThat(store.count("read")).isZero();
    }
}
