package dev.blobdrop.core.planted.circle;

/// Knows the second through a class inside of it.
final class PlantedFirst {
    static final class Inside {
        PlantedSecond next;
    }
}
