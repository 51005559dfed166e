package dev.blobdrop.core.planted.circle;

/// Knows the first, and so itself.
final class PlantedThird {
    PlantedFirst next;
}
