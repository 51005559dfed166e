package dev.blobdrop.core.identity.person;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP request to the [LoopbackListener], read within a time and a size limit. It understands
/// only what a browser sends after a sign-in.
///
/// @param method empty if it was not HTTP
/// @param target path and query
/// @param body of a form, else empty
record LoopbackRequest(String method, String target, String body) {
    /// Entra's answers have a few thousand bytes.
    private static final int MOST_BYTES = 64 * 1024;

    private static final int BUFFER = 4096;
    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final LoopbackRequest GARBAGE = new LoopbackRequest("", "", "");

    /// @throws SocketTimeoutException when it is not complete in time
    static LoopbackRequest read(Socket connection, Duration patience) throws IOException {
        Received received = new Received(connection, System.nanoTime() + patience.toNanos());
        int end;
        while ((end = received.endOfHead()) < 0) {
            if (!received.more()) {
                return GARBAGE;
            }
        }
        String[] lines = received.text(0, end).split("\r?\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.") || !first[1].startsWith("/")) {
            return GARBAGE;
        }
        int length = first[0].equals("POST") ? length(lines) : 0;
        if (length < 0) {
            return GARBAGE;
        }
        while (received.size() < end + length) {
            if (!received.more()) {
                return GARBAGE;
            }
        }
        return new LoopbackRequest(first[0], first[1], received.text(end, end + length));
    }

    /// @return negative for a body that is too long or has no length
    private static int length(String[] lines) {
        for (String line : lines) {
            String[] header = line.split(":", 2);
            if (header.length == 2 && header[0].strip().toLowerCase(Locale.ROOT).equals("content-length")) {
                try {
                    int length = Integer.parseInt(header[1].strip());
                    return length <= MOST_BYTES ? length : -1;
                } catch (NumberFormatException e) {
                    return -1;
                }
            }
        }
        return -1;
    }

    /// The answer of the sign-in page, if this is one.
    ///
    /// @param state what it must contain
    Optional<PageAnswer> answer(String state) {
        Map<String, String> fields = fields();
        boolean own = isRoot()
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8),
                        fields.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8));
        return Optional.of(fields)
                .filter(said -> own)
                .map(said -> new PageAnswer(
                        Optional.ofNullable(said.get("code")).filter(code -> !code.isBlank()),
                        said.getOrDefault("error", ""),
                        said.getOrDefault("error_description", "")))
                .filter(said -> said.code().isPresent() || !said.error().isEmpty());
    }

    /// The status line for a request that is not an answer.
    String refusal() {
        return switch (method) {
            case "GET", "POST" -> "404 Not Found";
            case "" -> "400 Bad Request";
            default -> "405 Method Not Allowed\r\nAllow: GET, POST";
        };
    }

    private boolean isRoot() {
        return target.equals("/") || target.startsWith("/?");
    }

    /// Entra posts a form; other identity providers put the same fields in the query.
    private Map<String, String> fields() {
        String text = switch (method) {
            case "POST" -> body;
            case "GET" -> target.substring(target.indexOf('?') + 1);
            default -> "";
        };
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            String[] pair = field.split("=", 2);
            if (pair.length == 2) {
                fields.put(decode(pair[0]), decode(pair[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// The bytes received so far.
    private static final class Received {
        private final Socket connection;
        private final InputStream in;
        private final long deadline;
        private byte[] bytes = new byte[BUFFER];
        private int size;
        private int searched;

        Received(Socket connection, long deadline) throws IOException {
            this.connection = connection;
            this.in = connection.getInputStream();
            this.deadline = deadline;
        }

        int size() {
            return size;
        }

        String text(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }

        /// The offset of the body; negative before the empty line.
        int endOfHead() {
            for (; searched + END.length <= size; searched++) {
                if (Arrays.equals(bytes, searched, searched + END.length, END, 0, END.length)) {
                    return searched + END.length;
                }
            }
            return -1;
        }

        /// @return false at the end of the stream or above the size limit
        boolean more() throws IOException {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("The request did not arrive in time");
            }
            if (size == bytes.length) {
                if (size >= 2 * MOST_BYTES) {
                    return false;
                }
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            connection.setSoTimeout((int) left);
            int read = in.read(bytes, size, bytes.length - size);
            size += Math.max(0, read);
            return read > 0;
        }
    }
}
