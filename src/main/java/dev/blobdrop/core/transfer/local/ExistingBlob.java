package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import java.util.HexFormat;
import java.util.Optional;

/// The blob that already has the name of a file, compared with that file.
public record ExistingBlob(BlobProperties blob) {
    /// The condition for replacing exactly what was found.
    public static Condition condition(Optional<BlobProperties> there) {
        return there.<Condition>map(blob -> new Condition.Unchanged(blob.etag()))
                .orElseGet(Condition.Absent::new);
    }

    /// Whether the file was modified after the blob was written. The service keeps whole seconds.
    public boolean isOlderThan(SourceFile source) {
        return blob.modified().filter(time -> !time.isBefore(source.modified())).isEmpty();
    }

    /// Whether the stored MD5 is the file's. Reads the whole file if the sizes are equal.
    public boolean hasContentOf(SourceFile source) {
        return blob.size() == source.size()
                && blob.md5().isPresent()
                && blob.md5().get().equals(HexFormat.of().formatHex(source.md5()));
    }
}
