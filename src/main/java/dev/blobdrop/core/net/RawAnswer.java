package dev.blobdrop.core.net;

import dev.blobdrop.core.net.connection.AnswerHead;
import java.util.List;
import java.util.Optional;

/// What came back for a [RawRequest]. Headers are looked for when they are asked for, because of
/// most answers only two or three are of interest.
public final class RawAnswer {
    private final AnswerHead head;
    private final byte[] content;

    RawAnswer(AnswerHead head, byte[] content) {
        this.head = head;
        this.content = content;
    }

    public int status() {
        return head.status();
    }

    /// The first value of a header.
    ///
    /// @param name in any case
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /// Name in lower case, value, name, value, ...
    public List<String> headers() {
        return head.headers();
    }

    /// All of it, at most 32 MiB; empty where it went into the request's buffer.
    public byte[] content() {
        return content;
    }
}
