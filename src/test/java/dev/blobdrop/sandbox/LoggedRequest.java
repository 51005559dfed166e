package dev.blobdrop.sandbox;

import java.time.Instant;

/// What the gateway remembers of a request: never its headers.
///
/// @param status what was answered, or 0 when the connection was dropped instead
/// @param received bytes of the request's body that arrived
/// @param sent bytes of the answer's body
public record LoggedRequest(
        Instant time, String method, String path, String query, int status, long received, long sent) {}
