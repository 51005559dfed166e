package dev.blobdrop.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/// Determines the media type to store with a blob: from the name's extension by our own table, the
/// same on every system, else from the first bytes. The service itself never guesses.
public final class ContentTypes {
    /// How many leading bytes [#of] uses.
    public static final int SNIFFED_BYTES = 512;

    public static final String BINARY = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = table();

    private record Signature(byte[] bytes, int offset, String type) {
        boolean matches(byte[] head) {
            return head.length >= offset + bytes.length
                    && Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            signature("89504e470d0a1a0a", 0, "image/png"),
            signature("ffd8ff", 0, "image/jpeg"),
            signature("47494638", 0, "image/gif"),
            signature("57454250", 8, "image/webp"),
            signature("25504446", 0, "application/pdf"),
            signature("504b0304", 0, "application/zip"),
            signature("1f8b", 0, "application/gzip"),
            signature("28b52ffd", 0, "application/zstd"),
            signature("fd377a585a00", 0, "application/x-xz"),
            signature("425a68", 0, "application/x-bzip2"),
            signature("377abcaf271c", 0, "application/x-7z-compressed"),
            signature("7f454c46", 0, "application/x-elf"),
            signature("50415231", 0, "application/vnd.apache.parquet"),
            signature("0061736d", 0, "application/wasm"),
            signature("4f676753", 0, "application/ogg"),
            signature("664c6143", 0, "audio/flac"),
            signature("494433", 0, "audio/mpeg"),
            signature("66747970", 4, "video/mp4"),
            signature("1a45dfa3", 0, "video/webm"),
            signature("53514c69746520666f726d6174203300", 0, "application/vnd.sqlite3"));

    private ContentTypes() {}

    /// @param name file or blob name
    /// @param head the first bytes of the content, up to [#SNIFFED_BYTES]; may be empty
    public static String of(String name, byte[] head) {
        return of(name, () -> head);
    }

    /// The same, with a head that is read only if the name is not enough.
    public static String of(String name, Supplier<byte[]> head) {
        return byExtension(name).orElseGet(() -> byContent(head.get()));
    }

    private static Optional<String> byExtension(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot <= 0
                ? Optional.empty()
                : Optional.ofNullable(BY_EXTENSION.get(file.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    private static String byContent(byte[] head) {
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(head))
                .map(Signature::type)
                .findFirst()
                .orElseGet(() -> text(head));
    }

    private static String text(byte[] head) {
        if (head.length == 0 || !isText(head)) {
            return BINARY;
        }
        String start = new String(head, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .stripLeading();
        String lower = start.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "text/html";
        }
        if (lower.startsWith("<?xml")) {
            return "application/xml";
        }
        return "text/plain";
    }

    /// UTF-8 without control characters other than white space. The last character may be
    /// incomplete.
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean white = b == '\t' || b == '\n' || b == '\r' || b == '\f';
            if (b >= 0 && b < 0x20 && !white) {
                return false;
            }
        }
        for (int cut = 0; cut < 4 && cut < head.length; cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                if (head.length < SNIFFED_BYTES) {
                    return false;
                }
            }
        }
        return false;
    }

    private static Signature signature(String hex, int offset, String type) {
        return new Signature(HexFormat.of().parseHex(hex), offset, type);
    }

    private static Map<String, String> table() {
        Properties lines = new Properties();
        try (InputStream in = ContentTypes.class.getResourceAsStream("content-types.properties")) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("content-types.properties", e);
        }
        Map<String, String> table = new HashMap<>();
        lines.forEach((type, extensions) -> {
            for (String extension : extensions.toString().split("\\s+")) {
                table.put(extension, type.toString());
            }
        });
        return Map.copyOf(table);
    }
}
