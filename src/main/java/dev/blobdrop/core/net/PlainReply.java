package dev.blobdrop.core.net;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// An answer to a request of our own.
///
/// @param headers by their names in lower case, the first value of each
public record PlainReply(int status, Map<String, String> headers, String body) {
    public PlainReply {
        headers = Map.copyOf(headers);
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Never shows the body, which may hold a token.
    @Override
    public String toString() {
        return "status " + status;
    }

    /// The other side's clock.
    public Optional<ZonedDateTime> date() {
        try {
            return header("date").map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
