package dev.blobdrop.core.transfer;

/// The engine's limits.
///
/// @param concurrency files in flight at once
/// @param memory bytes of file content held at once
/// @param bytesPerSecond upper limit of the bandwidth; 0 for none
public record EngineSettings(int concurrency, long memory, long bytesPerSecond, Patience patience) {
    public static final int DEFAULT_CONCURRENCY = 16;
    private static final long MEMORY_LIMIT = 64L * BlockPlan.MIB;

    /// Limits for this process: a quarter of the heap for buffers, 64 MiB at most.
    public static EngineSettings standard() {
        long memory = Math.min(MEMORY_LIMIT, Runtime.getRuntime().maxMemory() / 4);
        return new EngineSettings(DEFAULT_CONCURRENCY, memory, 0, Patience.STANDARD);
    }

    public EngineSettings withConcurrency(int files) {
        return new EngineSettings(files, memory, bytesPerSecond, patience);
    }

    public EngineSettings withBandwidth(long limit) {
        return new EngineSettings(concurrency, memory, limit, patience);
    }

    public EngineSettings withPatience(Patience other) {
        return new EngineSettings(concurrency, memory, bytesPerSecond, other);
    }
}
