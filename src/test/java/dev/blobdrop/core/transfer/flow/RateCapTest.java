package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateCapTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static Duration timeOf(Step step) throws InterruptedException {
        long start = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    @Test
    void withoutALimitNobodyWaits() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        cancelled.countDown();
        // A wait of any length would meet the cancel.
        new RateCap(0).acquire(Integer.MAX_VALUE, cancelled);
    }

    @Test
    void bytesTakeTheTimeTheyWouldTakeOnTheLine() throws InterruptedException {
        RateCap cap = new RateCap(1_000_000);
        Duration took = timeOf(() -> {
            for (int i = 0; i < 10; i++) {
                cap.acquire(50_000, NEVER);
            }
        });
        assertThat(took).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void limitHoldsForAllSendersTogether() throws InterruptedException {
        RateCap cap = new RateCap(1_000_000);
        Duration took = timeOf(() -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 10; i++) {
                    threads.submit(() -> {
                        cap.acquire(50_000, NEVER);
                        return true;
                    });
                }
            }
        });
        assertThat(took).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void timeInWhichNothingWasSentIsNotSavedUp() throws InterruptedException {
        RateCap cap = new RateCap(1_000_000);
        Thread.sleep(300);
        assertThat(timeOf(() -> cap.acquire(200_000, NEVER))).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void newLimitHoldsAtOnceAlsoForThoseWhoWait() throws InterruptedException {
        RateCap cap = new RateCap(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                cap.acquire(1_000_000, NEVER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiter.join(Duration.ofMillis(200))).isFalse();
        cap.limit(0);
        waiter.join();
        cap.limit(1_000_000);
        assertThat(timeOf(() -> cap.acquire(200_000, NEVER))).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void cancelEndsTheWait() {
        CountDownLatch cancelled = new CountDownLatch(1);
        cancelled.countDown();
        RateCap cap = new RateCap(1);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> cap.acquire(1_000_000, cancelled));
    }
}
