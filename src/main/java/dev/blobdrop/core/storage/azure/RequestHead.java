package dev.blobdrop.core.storage.azure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// The head of one request as it goes over the connection. All values must be ASCII. A line break
/// in a value is refused, so that no value can add a header.
final class RequestHead {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final byte[] LINE = {'\r', '\n'};

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// A cache: the date is the same for all requests of a second.
    private static volatile Second second = new Second(-1, "");

    private record Second(long number, String text) {}

    private byte[] bytes = new byte[3 * 1024];
    private int length;

    /// @param target path and query, encoded
    RequestHead(String method, String target) {
        add(method);
        add(' ');
        add(target);
        add(" HTTP/1.1");
        add(LINE);
    }

    /// @param lines whole headers, each with its line break
    RequestHead fixed(byte[] lines) {
        add(lines);
        return this;
    }

    RequestHead header(String name, String value) {
        name(name);
        add(value);
        add(LINE);
        return this;
    }

    RequestHead header(String name, long value) {
        return header(name, Long.toString(value));
    }

    RequestHead base64(String name, byte[] value) {
        name(name);
        add(Base64.getEncoder().encode(value));
        add(LINE);
        return this;
    }

    /// Little-endian and Base64, as the service requires.
    RequestHead crc64(long sum) {
        return base64(
                "x-ms-content-crc64",
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(sum)
                        .array());
    }

    /// An id by which Azure support can find the request.
    RequestHead requestId() {
        name("x-ms-client-request-id");
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        hex(high, 60, 32);
        add('-');
        hex(high, 28, 16);
        add('-');
        hex(high, 12, 0);
        add('-');
        hex(low, 60, 48);
        add('-');
        hex(low, 44, 0);
        add(LINE);
        return this;
    }

    RequestHead date() {
        return header("Date", now());
    }

    RequestHead bearer(String token) {
        name("Authorization");
        add("Bearer ");
        add(token);
        add(LINE);
        return this;
    }

    byte[] end() {
        add(LINE);
        return Arrays.copyOf(bytes, length);
    }

    /// The current time in the format of a header.
    static String now() {
        long number = System.currentTimeMillis() / 1000;
        Second last = second;
        if (last.number != number) {
            last = new Second(number, DATE.format(Instant.ofEpochSecond(number)));
            second = last;
        }
        return last.text;
    }

    private void hex(long value, int from, int to) {
        for (int shift = from; shift >= to; shift -= 4) {
            add(HEX[(int) (value >>> shift) & 0xf]);
        }
    }

    private void name(String name) {
        add(name);
        add(": ");
    }

    private void add(char one) {
        reserve(1);
        bytes[length++] = (byte) one;
    }

    private void add(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void add(String text) {
        byte[] more = text.getBytes(StandardCharsets.ISO_8859_1);
        for (byte one : more) {
            if (one == '\r' || one == '\n') {
                throw new IllegalArgumentException("A line break in a request's head");
            }
        }
        add(more);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
