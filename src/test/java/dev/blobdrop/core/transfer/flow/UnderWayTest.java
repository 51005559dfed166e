package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnderWayTest {
    private static final int AT_ONCE = 8;
    private static final int EACH = 50_000;

    private final UnderWay<Object> files = new UnderWay<>();

    private void oneAfterTheOther() {
        for (int i = 0; i < EACH; i++) {
            Object file = new Object();
            files.begun(file);
            files.ended(file);
        }
    }

    @Test
    void neverMoreAreSeenThanThereAreAtOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(Thread.ofPlatform().start(this::oneAfterTheOther));
        }
        int most = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            most = Math.max(most, files.current().size());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).isBetween(1, AT_ONCE);
        assertThat(files.current()).isEmpty();
    }

    @Test
    void theyAreInTheOrderOfTheirBeginning() {
        List.of("b", "a", "c").forEach(files::begun);
        files.ended("a");
        files.begun("a");
        assertThat(files.current()).containsExactly("b", "c", "a");
    }

    /// A thread that is put aside by the system while it changes something holds up no picture.
    @Test
    void aLookWaitsForNobody() throws InterruptedException {
        files.begun("a");
        Thread looking;
        synchronized (files) {
            looking = Thread.ofPlatform().start(files::current);
            looking.join(10_000);
            assertThat(looking.isAlive()).isFalse();
        }
    }
}
