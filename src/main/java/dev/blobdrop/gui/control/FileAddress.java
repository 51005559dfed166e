package dev.blobdrop.gui.control;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decodes the path of a `file:` address byte by byte: a name need not be valid UTF-8. Characters
/// that a program forgot to encode (`#`, `?`, a lone `%`) belong to the name, because files have
/// neither queries nor fragments.
final class FileAddress {
    private static final String SCHEME = "file:";

    private static final Set<String> HERE = Set.copyOf(List.of("", "localhost", hostName()));

    private FileAddress() {}

    /// Empty for a file on another machine, and for any other kind of address.
    static Optional<Path> path(String address) {
        String rest = address.substring(SCHEME.length());
        if (rest.chars().anyMatch(c -> c <= ' ')) {
            return Optional.empty();
        }
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            boolean here = slash >= 0 && HERE.contains(rest.substring(2, slash).toLowerCase(Locale.ROOT));
            rest = here ? rest.substring(slash) : "";
        }
        if (!rest.startsWith("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(URI.create("file://" + encoded(rest))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Encodes what is not yet encoded.
    private static String encoded(String path) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            int one = bytes[at] & 0xFF;
            boolean escape = one == '%' && isHex(bytes, at + 1) && isHex(bytes, at + 2);
            boolean plain = one >= 'a' && one <= 'z'
                    || one >= 'A' && one <= 'Z'
                    || one >= '0' && one <= '9'
                    || "/-._~:".indexOf(one) >= 0;
            if (escape || plain) {
                text.append((char) one);
            } else {
                text.append("%%%02X".formatted(one));
            }
        }
        return text.toString();
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
    }

    /// From the kernel, without a network query. File managers may put it into addresses.
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"))
                    .strip()
                    .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "127.0.0.1";
        }
    }
}
