package dev.blobdrop.core.storage.azure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the service's XML tag by tag, with the text before each. It supports only what the
/// service's listings need, which have neither comments nor CDATA sections, and is many times as
/// fast as a general parser. For one thread.
final class XmlText {
    private static final int TAG_NAMES = 256;

    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];
    private int at;
    private int end;

    private byte[] text = new byte[1024];
    private int length;

    private byte[] tag = new byte[64];
    private int tagLength;
    private final String[] tagNames = new String[TAG_NAMES];
    private String name = "";
    private boolean isEnd;
    private boolean isEmpty;

    /// @param in not closed here
    XmlText(InputStream in) {
        this.in = in;
    }

    /// Goes to the next tag.
    ///
    /// @return false at the end
    /// @throws IOException also when the content ends within a tag
    boolean next() throws IOException {
        length = 0;
        int from;
        int to;
        do {
            if (at == end && !fill()) {
                return false;
            }
            from = at;
            to = from;
            while (to < end && buffer[to] != '<') {
                to++;
            }
            text = with(text, length, from, to);
            length += to - from;
            at = to;
        } while (to == end);
        at++;
        readTag();
        return true;
    }

    /// Appends a part of the buffer to an array, which grows as needed.
    private byte[] with(byte[] array, int used, int from, int to) {
        int needed = used + to - from;
        byte[] longer = needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, 2 * array.length));
        System.arraycopy(buffer, from, longer, used, to - from);
        return longer;
    }

    private void readTag() throws IOException {
        tagLength = 0;
        int quote = 0;
        int stop;
        do {
            if (at == end && !fill()) {
                throw new EOFException("The XML ends within a tag");
            }
            stop = at;
            while (stop < end && (buffer[stop] != '>' || quote != 0)) {
                int one = buffer[stop++];
                if (one == '"' || one == '\'') {
                    quote = quote == 0 ? one : quote == one ? 0 : quote;
                }
            }
            tag = with(tag, tagLength, at, stop);
            tagLength += stop - at;
            at = stop;
        } while (stop == end);
        at++;
        isEnd = tagLength > 0 && tag[0] == '/';
        isEmpty = tagLength > 0 && tag[tagLength - 1] == '/';
        int from = isEnd ? 1 : 0;
        int to = from;
        while (to < tagLength && tag[to] != ' ' && tag[to] != '/' && tag[to] != '\t') {
            to++;
        }
        name = name(from, to);
    }

    /// A cache, because the same few names occur again and again.
    private String name(int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + tag[i];
        }
        int place = (hash ^ hash >>> 8) & TAG_NAMES - 1;
        String known = tagNames[place];
        if (known == null || !isTag(known, from, to)) {
            known = new String(tag, from, to - from, StandardCharsets.UTF_8);
            tagNames[place] = known;
        }
        return known;
    }

    private boolean isTag(String known, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != tag[i]) {
                return false;
            }
        }
        return true;
    }

    /// The name of the tag, without brackets, slash and attributes.
    String name() {
        return name;
    }

    boolean isEnd() {
        return isEnd;
    }

    /// Whether the tag is empty; then no end tag follows.
    boolean isEmpty() {
        return isEmpty;
    }

    /// Whether the tag contains these words.
    boolean contains(String words) {
        return new String(tag, 0, tagLength, StandardCharsets.UTF_8).contains(words);
    }

    /// Goes to the document's root tag.
    ///
    /// @throws OddXmlException if it is another one, or there is none
    void begin(String root) throws IOException {
        do {
            if (!next()) {
                throw new OddXmlException("The answer is no XML");
            }
        } while (name.startsWith("?") || name.startsWith("!"));
        if (!name.equals(root)) {
            throw new OddXmlException("The answer is another XML than a " + root);
        }
    }

    /// The answer is not the service's, and a retry would not help.
    static final class OddXmlException extends IOException {
        private static final long serialVersionUID = 1;

        OddXmlException(String message) {
            super(message);
        }
    }

    /// Goes to the next start tag.
    ///
    /// @return false at the end of the named element
    boolean nextStart(String outer) throws IOException {
        while (next()) {
            if (!isEnd) {
                return true;
            }
            if (name.equals(outer)) {
                return false;
            }
        }
        throw incomplete();
    }

    /// The text up to the end of the current element.
    String value() throws IOException {
        if (isEmpty) {
            return "";
        }
        if (!next()) {
            throw incomplete();
        }
        return text();
    }

    /// Skips the current element with its content.
    void skip() throws IOException {
        if (isEmpty) {
            return;
        }
        String skipped = name;
        while (next()) {
            if (isEnd && name.equals(skipped)) {
                return;
            }
        }
        throw incomplete();
    }

    private static EOFException incomplete() {
        return new EOFException("The listing is not complete");
    }

    /// The text before the tag.
    String text() throws IOException {
        String raw = new String(text, 0, length, StandardCharsets.UTF_8);
        return raw.indexOf('&') < 0 ? raw : decoded(raw);
    }

    private static String decoded(String raw) throws IOException {
        StringBuilder decoded = new StringBuilder(raw.length());
        int from = 0;
        for (int amp = raw.indexOf('&'); amp >= 0; amp = raw.indexOf('&', from)) {
            int semicolon = raw.indexOf(';', amp);
            if (semicolon < 0) {
                throw new IOException("The XML has an & without its end");
            }
            decoded.append(raw, from, amp).appendCodePoint(entity(raw, amp + 1, semicolon));
            from = semicolon + 1;
        }
        return decoded.append(raw, from, raw.length()).toString();
    }

    private static int entity(String raw, int from, int to) throws IOException {
        String entity = raw.substring(from, to);
        try {
            return switch (entity) {
                case "amp" -> '&';
                case "lt" -> '<';
                case "gt" -> '>';
                case "quot" -> '"';
                case "apos" -> '\'';
                case String hex when hex.startsWith("#x") -> Integer.parseInt(hex.substring(2), 16);
                case String number when number.startsWith("#") -> Integer.parseInt(number.substring(1));
                default -> throw new IOException("The XML has an unknown entity");
            };
        } catch (NumberFormatException e) {
            throw new IOException("The XML has an unknown entity", e);
        }
    }

    /// @return false at the end
    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
