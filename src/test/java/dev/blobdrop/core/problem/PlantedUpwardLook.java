package dev.blobdrop.core.problem;

import dev.blobdrop.core.transfer.Shard;

/// Looks from the lowest package to the highest of core, so that `ArchitectureTest` can show that
/// it notices.
final class PlantedUpwardLook {
    Object upwards() {
        return Shard.WHOLE;
    }
}
