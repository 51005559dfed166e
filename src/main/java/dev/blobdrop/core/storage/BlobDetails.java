package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything about a blob that a person may want to see.
///
/// @param type such as `BlockBlob`
/// @param tier such as `Hot`; empty if the service returns none
/// @param more other headers that are set, such as `Cache-Control`, by name
/// @param metadata set by whoever wrote the blob
public record BlobDetails(
        BlobProperties properties,
        String type,
        Optional<String> tier,
        Optional<Instant> created,
        Map<String, String> more,
        Map<String, String> metadata) {
    public BlobDetails {
        more = new TreeMap<>(more);
        metadata = new TreeMap<>(metadata);
    }
}
