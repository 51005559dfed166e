package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.flow.MemoryBudget;
import dev.blobdrop.core.transfer.flow.Patience;

/// The engine's limits.
///
/// @param concurrency the most requests in flight at once; the engine finds out how many serve
/// @param memory bytes of file content held at once
/// @param bytesPerSecond upper limit of the bandwidth; 0 for none
public record EngineSettings(int concurrency, long memory, long bytesPerSecond, Patience patience) {
    public static final int DEFAULT_CONCURRENCY = 128;

    /// Limits for this process, see [MemoryBudget].
    public static EngineSettings standard() {
        return new EngineSettings(DEFAULT_CONCURRENCY, MemoryBudget.standard().bytes(), 0, Patience.STANDARD);
    }

    public EngineSettings withConcurrency(int most) {
        return new EngineSettings(most, memory, bytesPerSecond, patience);
    }

    public EngineSettings withBandwidth(long limit) {
        return new EngineSettings(concurrency, memory, limit, patience);
    }

    public EngineSettings withPatience(Patience other) {
        return new EngineSettings(concurrency, memory, bytesPerSecond, other);
    }
}
