package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything about a blob that a person may want to see.
///
/// @param type such as `BlockBlob`
/// @param tier such as `Hot`; empty where the service names none
/// @param more what else is set, such as `Cache-Control`, by its name
/// @param metadata what whoever wrote the blob noted with it
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
