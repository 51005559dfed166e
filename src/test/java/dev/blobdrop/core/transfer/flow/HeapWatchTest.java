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
        watch.look();
        assertThat(collections).isZero();
    }

    @Test
    void whenMuchIsNewItIsCollectedAndCountedFromThereOn() {
        used += HeapWatch.WORTH + 1;
        watch.look();
        watch.look();
        assertThat(collections).isEqualTo(1);

        used += HeapWatch.WORTH + 1;
        watch.look();
        assertThat(collections).isEqualTo(2);
    }

    private void collect() {
        collections++;
        used = LIVE;
    }
}
