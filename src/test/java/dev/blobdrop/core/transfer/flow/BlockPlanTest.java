package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockPlanTest {
    private static final long USUAL = BlockPlan.USUAL_LENGTH;
    private static final long MIB = BlockPlan.MIB;
    private static final long LARGEST = 50_000 * 1024 * MIB;

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "8388607,1,8388607",
        "8388608,1,8388608",
        "8388609,2,1",
        "16777216,2,8388608",
        "16777217,3,1",
    })
    void fileIsCutIntoBlocksOfEightMebibytes(long size, int count, int last) {
        BlockPlan plan = BlockPlan.of(size);
        assertThat(plan.blockLength()).isEqualTo(8 * 1024 * 1024);
        assertThat(plan.count()).isEqualTo(count);
        assertThat(plan.lengthOf(count - 1)).isEqualTo(last);
    }

    @Test
    void emptyFileHasNoBlocks() {
        assertThat(BlockPlan.of(0).count()).isZero();
    }

    @Test
    void blocksGrowWhenFiftyThousandAreNotEnough() {
        assertThat(BlockPlan.of(50_000 * USUAL).blockLength()).isEqualTo(8 * MIB);
        assertThat(BlockPlan.of(50_000 * USUAL).count()).isEqualTo(50_000);
        BlockPlan more = BlockPlan.of(50_000 * USUAL + 1);
        assertThat(more.blockLength()).isEqualTo(9 * MIB);
        assertThat(more.count()).isLessThanOrEqualTo(50_000);
    }

    @Test
    void noPlanEverNeedsMoreThanFiftyThousandBlocksAndNoneIsLost() {
        LongStream.of(1, 7, USUAL, 50_000 * USUAL, 50_000 * USUAL + 1, 1L << 40, (1L << 42) + 3, LARGEST)
                .flatMap(size -> LongStream.of(size - 1, size, size + 1))
                .filter(size -> size > 0 && size <= LARGEST)
                .forEach(size -> {
                    BlockPlan plan = BlockPlan.of(size);
                    assertThat(plan.count()).isBetween(1, 50_000);
                    long before = (long) (plan.count() - 1) * plan.blockLength();
                    assertThat(before + plan.lengthOf(plan.count() - 1)).isEqualTo(size);
                    assertThat(plan.lengthOf(plan.count() - 1)).isPositive();
                });
    }

    @Test
    void largestFileIsTakenAndOneByteMoreIsRefused() {
        assertThat(BlockPlan.of(LARGEST).blockLength()).isEqualTo(1024 * MIB);
        Problem problem = Thrown.by(() -> BlockPlan.of(LARGEST + 1));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_UNUSABLE);
        assertThat(problem.code()).isEqualTo("too-large");
    }
}
