package dev.blobdrop.core.net;

import dev.blobdrop.core.net.connection.Body;
import dev.blobdrop.core.net.connection.Host;
import dev.blobdrop.core.net.connection.Intake;
import java.util.Optional;

/// A request by HTTP/1.1 as it goes over the line, for who makes very many of them and writes each
/// from a template.
///
/// @param host must be [Host#secure]
/// @param isSafe whether it changes nothing: then it is made once more when the server had closed
///     the connection that it was sent on (RFC 9110, section 9.2.1)
/// @param head the request line and the headers, `Host` and `Content-Length` among them, each with
///     its CRLF, and the empty line at the end; ASCII
/// @param into takes the content of an answer 206 as it arrives; empty where the answer's content
///     belongs into the answer
public record RawRequest(Host host, boolean isSafe, byte[] head, Body body, Optional<Intake> into) {}
