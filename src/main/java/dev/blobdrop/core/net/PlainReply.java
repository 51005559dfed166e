package dev.blobdrop.core.net;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// A response to a request of our own.
///
/// @param headers by name in lower case, the first value of each
public record PlainReply(int status, Map<String, String> headers, String body) {
    public PlainReply {
        headers = Map.copyOf(headers);
    }

    /// The first value of a header.
    ///
    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Without the body, which may contain a token.
    @Override
    public String toString() {
        return "status " + status;
    }

    /// The server's clock.
    public Optional<ZonedDateTime> date() {
        try {
            return header("date").map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
