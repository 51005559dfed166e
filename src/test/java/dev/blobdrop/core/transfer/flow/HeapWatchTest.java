package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long LIVE = 30L * BlockPlan.MIB;

    private long used = LIVE;
    private int collections;
    private final HeapWatch watch = new HeapWatch(() -> used, this::collect);

    @Test
    void asLongAsLittleIsNewNothingHappens() {
        used += HeapWatch.WORTH;
        watch.check();
        assertThat(collections).isZero();
    }

    @Test
    void whenMuchIsNewItIsCollectedAndCountedFromThereOn() {
        used += HeapWatch.WORTH + 1;
        watch.check();
        watch.check();
        assertThat(collections).isEqualTo(1);

        used += HeapWatch.WORTH + 1;
        watch.check();
        assertThat(collections).isEqualTo(2);
    }

    private void collect() {
        collections++;
        used = LIVE;
    }
}
