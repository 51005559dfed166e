package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobStorageException;
import dev.blobdrop.core.storage.BlobDetails;
import dev.blobdrop.core.storage.BlobProperties;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Converts between the storage SDK's types and our own.
final class SdkTypes {
    /// The metadata of an empty blob that represents a folder.
    private static final String FOLDER = "hdi_isfolder";

    private static final String METADATA = "x-ms-meta-";

    private SdkTypes() {}

    private static BlobProperties properties(com.azure.storage.blob.models.BlobProperties found, boolean isFolder) {
        return new BlobProperties(
                found.getETag(),
                found.getBlobSize(),
                Optional.ofNullable(found.getContentMd5()).map(HexFormat.of()::formatHex),
                Optional.ofNullable(found.getContentType()),
                instant(found.getLastModified()),
                isFolder);
    }

    /// @param headers of the answer, because the SDK changes the names of metadata to lower case
    static BlobDetails details(com.azure.storage.blob.models.BlobProperties found, HttpHeaders headers) {
        Map<String, String> metadata = metadata(headers);
        Map<String, String> more = new TreeMap<>();
        put(more, "Cache-Control", found.getCacheControl());
        put(more, "Content-Disposition", found.getContentDisposition());
        put(more, "Content-Encoding", found.getContentEncoding());
        put(more, "Content-Language", found.getContentLanguage());
        put(more, "Lease", found.getLeaseState());
        put(more, "Archive status", found.getArchiveStatus());
        put(more, "Version", found.getVersionId());
        return new BlobDetails(
                properties(found, found.getBlobSize() == 0 && saysFolder(metadata)),
                String.valueOf(found.getBlobType()),
                Optional.ofNullable(found.getAccessTier()).map(Object::toString),
                instant(found.getCreationTime()),
                more,
                metadata);
    }

    /// Header names are case-insensitive, and a proxy may change their case.
    private static Map<String, String> metadata(HttpHeaders headers) {
        Map<String, String> metadata = new TreeMap<>();
        for (HttpHeader header : headers) {
            String name = header.getName();
            if (name.regionMatches(true, 0, METADATA, 0, METADATA.length())) {
                metadata.put(name.substring(METADATA.length()), header.getValue());
            }
        }
        return metadata;
    }

    private static void put(Map<String, String> values, String name, Object value) {
        Optional.ofNullable(value)
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> values.put(name, text));
    }

    /// Names of metadata are case-insensitive; Go programs capitalise them.
    private static boolean saysFolder(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .anyMatch(
                        entry -> entry.getKey().equalsIgnoreCase(FOLDER) && "true".equalsIgnoreCase(entry.getValue()));
    }

    /// The exception that the SDK's clients throw.
    static RuntimeException refusal(HttpResponse answer, String body) {
        return new BlobStorageException("Status code " + answer.getStatusCode() + ", \"" + body + "\"", answer, body);
    }

    /// For an answer that is not a success but has no error message.
    static RuntimeException oddAnswer(HttpResponse answer, String what) {
        return new BlobStorageException(what, answer, "");
    }

    private static Optional<Instant> instant(OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
