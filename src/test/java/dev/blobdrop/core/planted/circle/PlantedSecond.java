package dev.blobdrop.core.planted.circle;

/// Knows the third.
final class PlantedSecond {
    PlantedThird next;
}
