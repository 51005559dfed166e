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

/// What the storage SDK has and gives, in our own types, and the other way round.
final class SdkTypes {
    /// What an empty blob that stands for a folder has in its metadata.
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

    /// @param headers of the answer: the SDK knows metadata only in lower case
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

    /// Headers, whose names are the same in upper and lower case, and whoever is on the way may
    /// change that.
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

    /// Names of metadata are the same in upper and lower case; programs in Go write the first
    /// letter large.
    private static boolean saysFolder(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .anyMatch(
                        entry -> entry.getKey().equalsIgnoreCase(FOLDER) && "true".equalsIgnoreCase(entry.getValue()));
    }

    /// As the SDK's clients throw it.
    static RuntimeException refusal(HttpResponse answer, String body) {
        return new BlobStorageException("Status code " + answer.getStatusCode() + ", \"" + body + "\"", answer, body);
    }

    /// An answer that is no success and says nothing of it.
    static RuntimeException oddAnswer(HttpResponse answer, String what) {
        return new BlobStorageException(what, answer, "");
    }

    private static Optional<Instant> instant(OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
