package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The content of a response, which ends where its head says (RFC 9112, section 6). Used by one
/// thread at a time.
public final class Content {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final long UNTIL_THE_END = Long.MAX_VALUE;

    private final Line line;
    private final boolean isChunked;

    /// Bytes left of the content, or of the present chunk.
    private long left;

    private boolean isWhole;
    private boolean isInChunks;

    private Content(Line line, boolean isChunked, long left) {
        this.line = line;
        this.isChunked = isChunked;
        this.left = left;
        this.isWhole = left == 0 && !isChunked;
    }

    /// @param isForHead whether the method was HEAD: its response has no content
    static Content of(AnswerHead head, Line line, boolean isForHead) throws IOException {
        boolean isChunked = head.isChunked();
        OptionalLong length = head.contentLength();
        if (isForHead || head.status() == 204 || head.status() == 304) {
            return new Content(line, false, 0);
        }
        return isChunked ? new Content(line, true, 0) : new Content(line, false, length.orElse(UNTIL_THE_END));
    }

    /// Whether all of it has been read.
    public boolean isWhole() {
        return isWhole;
    }

    /// Whether more than this many bytes are announced or possible.
    boolean mayBeLongerThan(long bytes) {
        return isChunked || left > bytes;
    }

    /// Reads at least one byte.
    ///
    /// @param into with room
    /// @return how many; -1 when all of it has been read
    /// @throws IOException when the content is cut off
    public int read(ByteBuffer into) throws IOException {
        if (isChunked && left == 0 && !isWhole) {
            nextChunk();
        }
        if (isWhole) {
            return -1;
        }
        int limit = into.limit();
        if (left < into.remaining()) {
            into.limit(into.position() + (int) left);
        }
        int count;
        try {
            count = line.read(into);
        } finally {
            into.limit(limit);
        }
        if (count < 0) {
            endOfLine();
            return -1;
        }
        if (left != UNTIL_THE_END) {
            left -= count;
            isWhole = left == 0 && !isChunked;
        }
        return count;
    }

    private void endOfLine() throws IOException {
        if (left != UNTIL_THE_END || !line.isProperEnd()) {
            throw new EOFException("The other side ended the connection before its answer");
        }
        isWhole = true;
    }

    private void nextChunk() throws IOException {
        if (isInChunks && !textLine().isEmpty()) {
            throw AnswerHead.invalid("a chunk is longer than it says");
        }
        isInChunks = true;
        String size = textLine().split("[;\\s]", 2)[0];
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw AnswerHead.invalid("a chunk does not say how long it is");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            skipTrailers();
            isWhole = true;
        }
    }

    private void skipTrailers() throws IOException {
        int bytes = 0;
        for (String next = textLine(); !next.isEmpty(); next = textLine()) {
            bytes += next.length();
            if (bytes > LONGEST_LINE) {
                throw AnswerHead.invalid("its trailers do not end");
            }
        }
    }

    /// Without its CRLF.
    private String textLine() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            char next = nextByte();
            if (next == '\r') {
                if (nextByte() != '\n') {
                    throw AnswerHead.invalid("a line does not end with CR and LF");
                }
                return text.toString();
            }
            if (next == '\n' || text.length() == LONGEST_LINE) {
                throw AnswerHead.invalid("a line between chunks does not end");
            }
            text.append(next);
        }
    }

    private char nextByte() throws IOException {
        if (!line.arrived().hasRemaining() && !line.fill()) {
            throw new EOFException("The other side ended the connection before its answer");
        }
        return (char) (line.arrived().get() & 0xFF);
    }
}
