package dev.blobdrop.core.net.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Status and headers of a response (RFC 9112). Parsed strictly: what two parsers could understand
/// differently is refused, and the connection is closed.
public final class AnswerHead {
    private static final int MOST_BYTES = 64 * 1024;

    /// The most responses with a status 1xx before the final one.
    private static final int MOST_INTERIM = 16;

    private final byte[] bytes;
    private final int length;
    private final int status;
    private final boolean isHttp11;

    private AnswerHead(byte[] bytes, int length) throws IOException {
        this.bytes = bytes;
        this.length = length;
        this.status = parseStatus();
        this.isHttp11 = bytes[7] == '1';
        check();
    }

    /// Reads the head of the next response, and skips those with a status 1xx.
    ///
    /// @throws EOFException when the connection ends before it is complete
    static AnswerHead read(Line line) throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            AnswerHead head = readOne(line);
            if (head.status >= 200) {
                return head;
            }
            if (head.status == 101) {
                throw invalid("it changes the protocol");
            }
        }
        throw invalid("only information comes");
    }

    private static AnswerHead readOne(Line line) throws IOException {
        byte[] head = new byte[1024];
        int length = 0;
        int ended = 0;
        while (true) {
            ByteBuffer arrived = line.arrived();
            while (arrived.hasRemaining()) {
                byte next = arrived.get();
                if (length == head.length) {
                    head = larger(head);
                }
                head[length++] = next;
                boolean isNext = next == (ended % 2 == 0 ? '\r' : '\n');
                ended = isNext ? ended + 1 : next == '\r' ? 1 : 0;
                if (ended == 4) {
                    return new AnswerHead(head, length - 2);
                }
            }
            if (!line.fill()) {
                throw new EOFException("The other side ended the connection before its answer");
            }
        }
    }

    private static byte[] larger(byte[] head) throws IOException {
        if (head.length >= MOST_BYTES) {
            throw invalid("its head has more than 64 KiB");
        }
        return Arrays.copyOf(head, 2 * head.length);
    }

    static IOException invalid(String why) {
        return new IOException("The answer is not valid HTTP: " + why);
    }

    private int parseStatus() throws IOException {
        boolean isHttp = length >= 13
                && new String(bytes, 0, 7, StandardCharsets.ISO_8859_1).equals("HTTP/1.")
                && (bytes[7] == '0' || bytes[7] == '1')
                && bytes[8] == ' '
                && (bytes[12] == ' ' || bytes[12] == '\r');
        int code = 0;
        for (int i = 9; isHttp && i < 12; i++) {
            isHttp = bytes[i] >= '0' && bytes[i] <= '9';
            code = 10 * code + bytes[i] - '0';
        }
        if (!isHttp || code < 100) {
            throw invalid("it has no status");
        }
        return code;
    }

    /// Each line must be a name, a colon and a value, without a single CR, LF or NUL.
    private void check() throws IOException {
        boolean isName = false;
        boolean isFirst = false;
        for (int i = 0; i < length; i++) {
            byte next = bytes[i];
            if (next == '\r' && i + 1 < length && bytes[i + 1] == '\n') {
                if (isName) {
                    throw invalid("a header has no value");
                }
                i++;
                isName = true;
                isFirst = true;
            } else if (next == '\r' || next == '\n' || next == 0) {
                throw invalid("a line does not end with CR and LF");
            } else if (isName && next == ':' && !isFirst) {
                isName = false;
            } else if (isName) {
                if (!isNameByte(next)) {
                    throw invalid("a header has no valid name");
                }
                isFirst = false;
            }
        }
    }

    /// A token (RFC 9110, section 5.6.2).
    private static boolean isNameByte(byte next) {
        return next >= 'a' && next <= 'z'
                || next >= 'A' && next <= 'Z'
                || next >= '0' && next <= '9'
                || "!#$%&'*+-.^_`|~".indexOf(next) >= 0;
    }

    /// The HTTP status code.
    public int status() {
        return status;
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
        List<String> values = values(name, 1);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    private List<String> values(String name, int most) {
        List<String> values = new ArrayList<>(1);
        for (int at = nextLine(0); at < length && values.size() < most; at = nextLine(at)) {
            int end = nextLine(at) - 2;
            if (isNamed(at, name)) {
                values.add(text(at + name.length() + 1, end));
            }
        }
        return values;
    }

    private int nextLine(int at) {
        int next = at;
        while (bytes[next] != '\n') {
            next++;
        }
        return next + 1;
    }

    private boolean isNamed(int at, String name) {
        if (bytes[at + name.length() < length ? at + name.length() : at] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) bytes[at + i]) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Without white space at both ends.
    private String text(int from, int to) {
        int first = from;
        int last = to;
        while (first < last && isSpace(bytes[first])) {
            first++;
        }
        while (last > first && isSpace(bytes[last - 1])) {
            last--;
        }
        return new String(bytes, first, last - first, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\t';
    }

    /// All headers: name in lower case, value, name, value, ...
    public List<String> headers() {
        List<String> all = new ArrayList<>();
        for (int at = nextLine(0); at < length; at = nextLine(at)) {
            int colon = at;
            while (bytes[colon] != ':') {
                colon++;
            }
            all.add(text(at, colon).toLowerCase(Locale.ROOT));
            all.add(text(colon + 1, nextLine(at) - 2));
        }
        return all;
    }

    /// Whether the content comes in chunks.
    boolean isChunked() throws IOException {
        List<String> codings = values("Transfer-Encoding", Integer.MAX_VALUE);
        if (codings.isEmpty()) {
            return false;
        }
        boolean isKnown = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        if (!isKnown || !isHttp11 || !values("Content-Length", 1).isEmpty()) {
            throw invalid("it does not say clearly where it ends");
        }
        return true;
    }

    /// The announced length of the content.
    OptionalLong contentLength() throws IOException {
        List<String> lengths = values("Content-Length", Integer.MAX_VALUE);
        if (lengths.isEmpty()) {
            return OptionalLong.empty();
        }
        String first = lengths.getFirst();
        boolean isOne = lengths.size() == 1 || lengths.stream().allMatch(first::equals);
        if (!isOne || !isNumber(first)) {
            throw invalid("it does not say clearly how long it is");
        }
        return OptionalLong.of(Long.parseLong(first));
    }

    /// Digits only, and few enough for a long. Called for every response, so not by a pattern.
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }

    /// Whether the server keeps the connection open after this response.
    boolean isKeptOpen() {
        return isHttp11
                && values("Connection", Integer.MAX_VALUE).stream()
                        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
    }
}
