package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class BufferBudgetTest {
    private static final int UNIT = 64 * 1024;

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "65536,1", "65537,2", "655360,10", "16777216,10"})
    void bytesAreTakenInUnits(int bytes, int units) throws InterruptedException {
        BufferBudget budget = new BufferBudget(10L * UNIT);
        assertThat(budget.take(bytes, Lane.SINGLE).units()).isEqualTo(units);
    }

    @Test
    void smallestBudgetStillLetsOneFileThrough() throws InterruptedException {
        BufferBudget budget = new BufferBudget(0);
        budget.give(budget.take(1_000_000, Lane.BLOCK));
        assertThat(budget.take(5, Lane.SINGLE).units()).isEqualTo(1);
    }

    @Test
    void hugeBudgetDoesNotOverflow() throws InterruptedException {
        assertThat(new BufferBudget(Long.MAX_VALUE).take(1, Lane.BLOCK).units()).isEqualTo(1);
    }

    @Test
    void whoeverFindsItUsedUpWaitsUntilSomethingIsGivenBack() throws InterruptedException {
        BufferBudget budget = new BufferBudget(2L * UNIT);
        BufferBudget.Buffer all = budget.take(2 * UNIT, Lane.SINGLE);
        CountDownLatch got = new CountDownLatch(1);
        Thread waiter =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        budget.take(1, Lane.SINGLE);
                                        got.countDown();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        assertThat(got.await(100, TimeUnit.MILLISECONDS)).isFalse();
        budget.give(all);
        assertThat(got.await(50, TimeUnit.SECONDS)).isTrue();
        waiter.join();
    }

    @Test
    void blocksLeaveAnEighthToSmallFiles() throws InterruptedException {
        BufferBudget budget = new BufferBudget(4L * BlockPlan.USUAL_LENGTH);
        for (int block = 0; block < 3; block++) {
            budget.take(BlockPlan.USUAL_LENGTH, Lane.BLOCK);
        }
        Thread fourth =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        budget.take(BlockPlan.USUAL_LENGTH, Lane.BLOCK);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        assertThat(fourth.join(java.time.Duration.ofMillis(100))).isFalse();
        BufferBudget.Buffer small = budget.take(BlockPlan.USUAL_LENGTH, Lane.SINGLE);
        assertThat(small.bytes()).hasSize(BlockPlan.USUAL_LENGTH);
        fourth.interrupt();
        fourth.join();
        budget.give(small);
        assertThat(budget.take(BlockPlan.USUAL_LENGTH, Lane.SINGLE).bytes())
                .as("used again")
                .isSameAs(small.bytes());
    }
}
