package dev.blobdrop.core.net;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What came back for a [RawRequest].
///
/// @param headers name in lower case, value, name, value, ...
/// @param content all of it, at most 256 KiB; empty where it went into the request's buffer
public record RawAnswer(int status, List<String> headers, byte[] content) {
    /// The first value of a header.
    ///
    /// @param name in any case
    public Optional<String> header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equals(wanted)) {
                return Optional.of(headers.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
