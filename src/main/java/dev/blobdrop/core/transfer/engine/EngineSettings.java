package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.flow.MemoryBudget;
import dev.blobdrop.core.transfer.flow.Patience;

/// The engine's limits.
///
/// @param concurrency the most requests in flight; the engine finds the best number up to that
/// @param memory bytes of file content held at the same time
/// @param bytesPerSecond limit of the bandwidth; 0 for none
/// @param patience how long failures are retried
public record EngineSettings(int concurrency, long memory, long bytesPerSecond, Patience patience) {
    /// The usual limit of requests in flight.
    public static final int DEFAULT_CONCURRENCY = 128;

    /// Limits for this process, see [MemoryBudget].
    public static EngineSettings standard() {
        return new EngineSettings(DEFAULT_CONCURRENCY, MemoryBudget.standard().bytes(), 0, Patience.STANDARD);
    }

    /// The same with another limit of requests in flight.
    public EngineSettings withConcurrency(int most) {
        return new EngineSettings(most, memory, bytesPerSecond, patience);
    }

    /// The same with another limit of bytes per second, 0 for none.
    public EngineSettings withBandwidth(long limit) {
        return new EngineSettings(concurrency, memory, limit, patience);
    }

    /// The same with another patience.
    public EngineSettings withPatience(Patience other) {
        return new EngineSettings(concurrency, memory, bytesPerSecond, other);
    }
}
