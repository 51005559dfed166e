package dev.blobdrop.core.transfer;

import java.nio.file.Path;
import java.util.Optional;

/// One of the things that an earlier run met, to be taken up again.
///
/// @param name what the walk called it, with `/` between folders; the request's prefix and template
///     make the blob's name of it
/// @param over the ETag of the blob that it is to replace; nothing else is replaced. Empty for what
///     the request's policy says
public record Part(Path path, String name, Optional<String> over) {
    public static Part of(Path path, String name) {
        return new Part(path, name, Optional.empty());
    }

    public Part over(String etag) {
        return new Part(path, name, Optional.of(etag));
    }
}
