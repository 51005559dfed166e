package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.core.transfer.flow.Retry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A blob that is read into a stream: in order, some parts ahead, and no more of them than may be
/// in memory.
@Timeout(60)
class BlobReadingTest {
    private static final int PART = BlockPlan.USUAL_LENGTH;
    private static final int PARTS = 6;
    private static final long ROOM = 64L * BlockPlan.MIB;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final byte[] content = new byte[PARTS * PART - 17];
    private final AtomicInteger written = new AtomicInteger();

    @BeforeEach
    void blob() {
        new Random(5).nextBytes(content);
        store.place("a", content);
    }

    private void read(OutputStream to, long memory) throws Exception {
        Duration patience = Duration.ofSeconds(5);
        Retry retry = new Retry(new Patience(patience, patience, Duration.ZERO, Duration.ZERO), new CountDownLatch(1));
        new BlobReading(store, retry, new BlobPath("data", "a"), (problem, pause) -> {}, memory).into(to, true);
    }

    /// Counts the parts that are written.
    private ByteArrayOutputStream counting() {
        return new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                written.incrementAndGet();
            }
        };
    }

    /// The most parts that had been asked for and not been written, at any time.
    private int mostAhead(long memory) throws Exception {
        AtomicInteger most = new AtomicInteger();
        store.before(call -> {
            if (call.verb().equals("read")) {
                int ahead = (int) store.count("read") - written.get();
                most.accumulateAndGet(ahead, Math::max);
            }
        });
        ByteArrayOutputStream to = counting();
        read(to, memory);
        assertThat(to.toByteArray()).isEqualTo(content);
        assertThat(store.count("read")).isEqualTo(PARTS);
        return most.get();
    }

    @Test
    void someAreAskedForAheadAndNoMoreThanThree() throws Exception {
        assertThat(mostAhead(ROOM)).isLessThanOrEqualTo(3);
    }

    @Test
    void withoutRoomOneComesAfterTheOther() throws Exception {
        assertThat(mostAhead(1)).isOne();
    }

    /// The first one is answered only when the next two have been.
    @Test
    void orderIsKeptWhateverComesFirst() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        AtomicInteger number = new AtomicInteger();
        store.before(call -> {
            if (call.verb().equals("read") && number.incrementAndGet() == 1) {
                InMemoryBlobStore.await(others);
            }
        });
        store.after(call -> {
            if (call.verb().equals("read")) {
                others.countDown();
            }
        });
        ByteArrayOutputStream to = counting();
        read(to, ROOM);
        assertThat(to.toByteArray()).isEqualTo(content);
    }

    /// The blob again, of blocks without an MD5.
    ///
    /// @param damage of the sum in the second block's name
    private void blocks(long damage) {
        store.remove("a");
        List<String> names = new ArrayList<>();
        for (int at = 0; at < content.length; at += 9_000_000) {
            byte[] block = Arrays.copyOfRange(content, at, Math.min(content.length, at + 9_000_000));
            long crc = Crc64.of(block, 0, block.length) ^ (names.size() == 1 ? damage : 0);
            names.add(BlockIds.STANDARD.id(names.size(), block.length, crc));
            store.placeBlock("a", names.getLast(), block);
        }
        store.commit(new BlobPath("data", "a"), names, new BlobHeaders("x/y", new byte[0]), new Condition.Absent());
    }

    @Test
    void withoutAnMd5TheNamesOfItsBlocksAreCompared() throws Exception {
        blocks(0);
        ByteArrayOutputStream to = counting();
        read(to, ROOM);
        assertThat(to.toByteArray()).isEqualTo(content);
        blocks(1);
        assertThatThrownBy(() -> read(counting(), ROOM))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not match what was uploaded");
    }

    @Test
    void readerThatGoesAwayEndsIt() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };
        assertThatThrownBy(() -> read(closed, ROOM)).isInstanceOf(IOException.class);
        assertThat(store.count("read")).isLessThanOrEqualTo(3);
    }

    @Test
    void changeMeanwhileIsSaidWithoutTouchingWhatWasWritten() {
        store.before(call -> {
            if (call.verb().equals("read") && call.nth() == 5) {
                store.place("a", new byte[10]);
            }
        });
        assertThatThrownBy(() -> read(counting(), ROOM))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changed while it was read");
        assertThat(written.get()).isLessThan(PARTS);
    }
}
