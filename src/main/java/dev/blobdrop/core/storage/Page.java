package dev.blobdrop.core.storage;

import java.util.List;
import java.util.Optional;

/// One answer to a listing: at most 5,000 items, and the mark to go on from.
///
/// @param next to be handed back for the following page; empty on the last one
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
