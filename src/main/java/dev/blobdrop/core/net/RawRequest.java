package dev.blobdrop.core.net;

import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.net.connection.Intake;
import java.util.Optional;

/// An HTTP/1.1 request in its final form, for callers that make very many requests from a template.
///
/// @param host must be [Host#secure]
/// @param isSafe whether the request changes nothing: it is then repeated once if the server had
///     closed the connection that it was sent on (RFC 9110, section 9.2.1)
/// @param head request line and headers, with `Host` and `Content-Length`, each ending with CRLF,
///     and the empty line at the end; ASCII
/// @param into takes the content of a response with status 206 as it arrives; empty to return it in
///     the response
public record RawRequest(Host host, boolean isSafe, byte[] head, Body body, Optional<Intake> into) {}
