package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import java.util.HexFormat;
import java.util.Optional;

/// A blob that stands where a file is to go, compared with that file.
public record BlobThere(BlobProperties blob) {
    /// The condition under which only what was seen is replaced.
    public static Condition condition(Optional<BlobProperties> there) {
        return there.<Condition>map(blob -> new Condition.Unchanged(blob.etag()))
                .orElseGet(Condition.Absent::new);
    }

    /// Whether the file was modified after the blob was written. The service keeps whole seconds.
    public boolean isOlderThan(SourceFile source) {
        return blob.modified().filter(time -> !time.isBefore(source.modified())).isEmpty();
    }

    /// Whether the service's checksum says that the content is the same; reads the whole file if
    /// the sizes are.
    public boolean hasContentOf(SourceFile source) {
        return blob.size() == source.size()
                && blob.md5().isPresent()
                && blob.md5().get().equals(HexFormat.of().formatHex(source.md5()));
    }
}
