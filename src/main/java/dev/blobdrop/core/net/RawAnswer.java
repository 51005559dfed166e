package dev.blobdrop.core.net;

import dev.blobdrop.core.net.connection.AnswerHead;
import java.util.List;
import java.util.Optional;

/// The response to a [RawRequest]. Headers are parsed on demand, because only two or three matter
/// in most responses.
public final class RawAnswer {
    private final AnswerHead head;
    private final byte[] content;

    RawAnswer(AnswerHead head, byte[] content) {
        this.head = head;
        this.content = content;
    }

    /// The HTTP status code.
    public int status() {
        return head.status();
    }

    /// The first value of a header.
    ///
    /// @param name in any case
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /// All headers: name in lower case, value, name, value, ...
    public List<String> headers() {
        return head.headers();
    }

    /// The whole content, at most 32 MiB; empty when it went into the request's buffer.
    public byte[] content() {
        return content;
    }
}
