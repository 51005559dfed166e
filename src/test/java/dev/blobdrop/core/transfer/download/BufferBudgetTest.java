package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.flow.Priority;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BufferBudgetTest {
    private static final int UNIT = 64 * 1024;

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "65536,1", "65537,2", "655360,10", "16777216,10"})
    void bytesAreTakenInUnits(int bytes, int units) throws InterruptedException {
        BufferBudget budget = new BufferBudget(10L * UNIT);
        assertThat(budget.acquire(bytes, Priority.SINGLE)).isEqualTo(units);
    }

    @Test
    void smallestBudgetStillLetsOneFileThrough() throws InterruptedException {
        BufferBudget budget = new BufferBudget(0);
        budget.hold(1_000_000, Priority.BLOCK).close();
        assertThat(budget.acquire(5, Priority.SINGLE)).isEqualTo(1);
    }

    @Test
    void hugeBudgetDoesNotOverflow() throws InterruptedException {
        assertThat(new BufferBudget(Long.MAX_VALUE).acquire(1, Priority.BLOCK)).isEqualTo(1);
    }

    @Test
    void whoeverFindsItUsedUpWaitsUntilSomethingIsGivenBack() throws InterruptedException {
        BufferBudget budget = new BufferBudget(2L * UNIT);
        int all = budget.acquire(2 * UNIT, Priority.SINGLE);
        CountDownLatch got = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                budget.hold(1, Priority.SINGLE);
                got.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(got.await(100, TimeUnit.MILLISECONDS)).isFalse();
        budget.release(all, Priority.SINGLE);
        assertThat(got.await(50, TimeUnit.SECONDS)).isTrue();
        waiter.join();
    }

    @Test
    void blocksLeaveAnEighthToSmallFiles() throws InterruptedException {
        BufferBudget budget = new BufferBudget(4L * BlockPlan.USUAL_LENGTH);
        for (int block = 0; block < 3; block++) {
            budget.hold(BlockPlan.USUAL_LENGTH, Priority.BLOCK);
        }
        Thread fourth = Thread.ofVirtual().start(() -> {
            try {
                budget.hold(BlockPlan.USUAL_LENGTH, Priority.BLOCK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(fourth.join(java.time.Duration.ofMillis(100))).isFalse();
        BufferBudget.Held small = budget.hold(BlockPlan.USUAL_LENGTH, Priority.SINGLE);
        assertThat(small.first(BlockPlan.USUAL_LENGTH).capacity()).isEqualTo(BlockPlan.USUAL_LENGTH);
        fourth.interrupt();
        fourth.join();
    }

    @Test
    void memoryThatWasGivenBackIsUsedAgain() throws InterruptedException {
        BufferBudget budget = new BufferBudget(4L * BlockPlan.USUAL_LENGTH);
        BufferBudget.Held first = budget.hold(RangeLengths.PART_LENGTH, Priority.SINGLE);
        long place = place(first);
        first.close();
        assertThat(place(budget.hold(RangeLengths.PART_LENGTH, Priority.SINGLE)))
                .as("used again")
                .isEqualTo(place);
    }

    private static long place(BufferBudget.Held held) {
        return MemorySegment.ofBuffer(held.first(RangeLengths.PART_LENGTH)).address();
    }
}
