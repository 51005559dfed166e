package dev.blobdrop.core.transfer.flow;

import java.util.function.LongSupplier;

/// Runs the garbage collector when a long run has filled the heap. The serial collector, which
/// Blobdrop uses, enlarges the heap as far as it may before it collects the old generation: a
/// million files would take hundreds of MiB of which thirty are in use.
///
/// For the walking thread only.
public final class HeapWatch {
    /// Growth of the heap that is worth the tenth of a second that a collection takes.
    static final long WORTH = 48L * BlockPlan.MIB;

    private final LongSupplier used;
    private final Runnable collect;
    private long floor;

    /// Watches the heap of this process.
    public HeapWatch() {
        this(HeapWatch::usedHeap, System::gc);
    }

    /// @param used bytes of the heap in use
    HeapWatch(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
        this.floor = used.getAsLong();
    }

    /// Collects if the heap has grown enough. Costs next to nothing otherwise.
    public void check() {
        if (used.getAsLong() - floor > WORTH) {
            collect.run();
            floor = used.getAsLong();
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
