package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostLimiterTest {
    private final AtomicLong nanos = new AtomicLong();

    private HostLimiter limiter(int most) {
        return new HostLimiter(most, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void timeoutWithNothingElseComingThroughLeavesOneAlone() throws Exception {
        HostLimiter limiter = limiter(64);
        limiter.acquire(Priority.BLOCK);
        limiter.timedOut();
        limiter.release(Priority.BLOCK, -1);
        assertThat(limiter.limit()).isEqualTo(1);
    }

    @Test
    void timeoutWhileOthersComeThroughHalves() throws Exception {
        HostLimiter limiter = limiter(64);
        limiter.acquire(Priority.BLOCK);
        limiter.acquire(Priority.BLOCK);
        limiter.release(Priority.BLOCK, 8_000_000);
        limiter.timedOut();
        limiter.release(Priority.BLOCK, -1);
        assertThat(limiter.limit()).isEqualTo(HostLimiter.START / 2);
    }

    /// A service that answers that many requests a second, however many are in flight beyond the
    /// number that it works on at once; somebody always waits.
    private void serve(HostLimiter limiter, int atOnce, int seconds) throws InterruptedException {
        Duration each = Duration.ofMillis(20);
        for (long until = nanos.get() + Duration.ofSeconds(seconds).toNanos(); nanos.get() < until; ) {
            int limit = limiter.limit();
            int before = limit;
            for (int i = 0; i < limit; i++) {
                limiter.acquire(Priority.SINGLE);
            }
            Thread waiter = waiting(limiter);
            pass(each.multipliedBy(Math.ceilDiv(limit, Math.min(limit, atOnce))));
            for (int i = 0; i < before; i++) {
                limiter.release(Priority.SINGLE, 4096);
            }
            waiter.join();
            limiter.release(Priority.SINGLE, -1);
        }
    }

    private static Thread waiting(HostLimiter limiter) throws InterruptedException {
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                limiter.acquire(Priority.SINGLE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (waiter.getState() != Thread.State.WAITING && waiter.getState() != Thread.State.TERMINATED) {
            Thread.sleep(1);
        }
        return waiter;
    }

    @Test
    void limitGrowsWhileMoreBringsMore() throws InterruptedException {
        HostLimiter limiter = limiter(128);
        assertThat(limiter.limit()).isEqualTo(16);
        serve(limiter, 1000, 30);
        assertThat(limiter.limit()).isEqualTo(128);
    }

    @Test
    void fewHundredSmallFilesOverALongLineAreEnoughToGrow() throws InterruptedException {
        HostLimiter limiter = limiter(128);
        serve(limiter, 1000, 1);
        assertThat(limiter.limit()).isGreaterThanOrEqualTo(64);
    }

    @Test
    void limitStaysWhereMoreBringsNothing() throws InterruptedException {
        HostLimiter limiter = limiter(128);
        serve(limiter, 16, 8);
        assertThat(limiter.limit()).isBetween(16, 32);
    }

    @Test
    void limitIsHalvedOnceASecondWhenTheServiceThrottles() throws InterruptedException {
        HostLimiter limiter = limiter(128);
        for (int i = 0; i < 20; i++) {
            limiter.throttled();
        }
        assertThat(limiter.limit()).isEqualTo(8);
        pass(Duration.ofSeconds(1));
        limiter.throttled();
        assertThat(limiter.limit()).isEqualTo(4);
        serve(limiter, 1000, 60);
        assertThat(limiter.limit()).as("it recovers").isEqualTo(128);
    }

    @Test
    void fewerThanTheStartAreKept() throws InterruptedException {
        HostLimiter limiter = limiter(3);
        assertThat(limiter.limit()).isEqualTo(3);
        serve(limiter, 1000, 10);
        assertThat(limiter.limit()).isEqualTo(3);
    }

    @Test
    void blocksLeaveAQuarterToSmallFilesThatWait() throws InterruptedException {
        HostLimiter limiter = limiter(4);
        for (int i = 0; i < 4; i++) {
            limiter.acquire(Priority.BLOCK);
        }
        Thread small = waiting(limiter);
        AtomicInteger blocks = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Thread more = Thread.ofVirtual().start(() -> {
            try {
                begun.countDown();
                limiter.acquire(Priority.BLOCK);
                blocks.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        limiter.release(Priority.BLOCK, 1);
        small.join();
        assertThat(blocks).as("the small file went first").hasValue(0);
        limiter.release(Priority.SINGLE, 1);
        more.join();
        assertThat(blocks).hasValue(1);
    }
}
