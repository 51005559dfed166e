package dev.blobdrop.core.storage;

import java.util.List;
import java.util.Optional;

/// One page of a listing.
///
/// @param items at most 5,000
/// @param next the continuation mark for the following page; empty on the last one
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
