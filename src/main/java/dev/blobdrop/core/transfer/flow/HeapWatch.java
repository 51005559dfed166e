package dev.blobdrop.core.transfer.flow;

import java.util.function.LongSupplier;

/// Asks for a collection when a long run has filled the heap. The serial collector, with which
/// Blobdrop runs, enlarges the heap as long as it may before it looks at what is long-lived; a
/// million files would take hundreds of MiB that way, of which thirty are in use.
///
/// Belongs to the walking thread.
public final class HeapWatch {
    /// More than that much new is worth the tenth of a second that a collection takes.
    static final long WORTH = 48L * BlockPlan.MIB;

    private final LongSupplier used;
    private final Runnable collect;
    private long floor;

    public HeapWatch() {
        this(HeapWatch::usedHeap, System::gc);
    }

    /// @param used bytes of the heap
    public HeapWatch(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
        this.floor = used.getAsLong();
    }

    /// To be called now and then; it costs next to nothing.
    public void look() {
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
