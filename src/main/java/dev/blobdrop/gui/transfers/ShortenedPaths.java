package dev.blobdrop.gui.transfers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds the files behind paths that the toolkit has garbled.
///
/// On Linux it passes a path's bytes to `NewStringUTF`, which supports neither characters of four
/// bytes nor invalid ones: each byte of an emoji becomes a character, and the end of the string is
/// cut off by as many characters. `party🎉.jpg` arrives as `partyð\u009f\u008e\u0089.`, without
/// `jpg`. The right file is the one whose own path is garbled to the same string, so the folders of
/// the path are searched.
final class ShortenedPaths {
    /// A longer search is given up.
    private static final int MOST_FILES = 200_000;

    private final List<Path> found = new ArrayList<>();
    private final String said;
    private int seen;

    private ShortenedPaths(String said) {
        this.said = said;
    }

    /// Whether the toolkit may have garbled a path: then it has characters that are single bytes.
    static boolean isDoubtful(Path path) {
        return path.toString().chars().anyMatch(c -> c >= 0x80 && c <= 0xFF);
    }

    /// The files that a path from the toolkit may mean; the path itself if it exists. Reads the
    /// disk.
    static List<Path> meant(Path path) {
        boolean plain = !isDoubtful(path) || !path.isAbsolute();
        if (plain || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(path);
        }
        ShortenedPaths search = new ShortenedPaths(path.toString());
        search.below(path.getRoot());
        return search.found;
    }

    private void below(Path folder) {
        Optional<Path> next = nextAsSaid(folder);
        if (next.isPresent()) {
            below(next.get());
            return;
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (++seen > MOST_FILES) {
                    return;
                }
                if (compare(child)) {
                    folders.add(child);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Files in an unreadable folder cannot be uploaded anyway.
            return;
        }
        folders.forEach(this::below);
    }

    /// The next folder of the path, if its name is intact.
    private Optional<Path> nextAsSaid(Path folder) {
        int from = Garbled.of(folder).text().length();
        String rest = said.substring(Math.min(said.length(), from)).replaceFirst("^/", "");
        int slash = rest.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(folder.resolve(rest.substring(0, slash))).filter(Files::isDirectory);
    }

    /// Adds a file if the path may mean it.
    ///
    /// @return whether such a file may be below this folder
    private boolean compare(Path child) {
        Garbled garbled = Garbled.of(child);
        String text = garbled.text();
        if (!text.startsWith(said) && !said.startsWith(text + "/")) {
            return false;
        }
        if (garbled.shortened().equals(said)) {
            found.add(child);
        }
        return text.length() < said.length() + garbled.lost() && Files.isDirectory(child);
    }

    /// A path as `NewStringUTF` garbles it.
    ///
    /// @param text all characters, before the cut
    /// @param lost how many characters at the end are cut off
    record Garbled(String text, int lost) {
        static Garbled of(Path path) {
            byte[] bytes = bytes(path);
            StringBuilder text = new StringBuilder();
            int continuing = 0;
            for (byte one : bytes) {
                continuing += (one & 0xC0) == 0x80 ? 1 : 0;
            }
            int at = 0;
            while (at < bytes.length) {
                int lead = bytes[at] & 0xFF;
                boolean two = lead >> 5 == 0b110 && continues(bytes, at + 1);
                boolean three = lead >> 4 == 0b1110 && continues(bytes, at + 1) && continues(bytes, at + 2);
                if (two) {
                    text.append((char) ((lead & 0x1F) << 6 | bytes[at + 1] & 0x3F));
                } else if (three) {
                    text.append((char) ((lead & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F));
                } else {
                    text.append((char) lead);
                }
                at += two ? 2 : three ? 3 : 1;
            }
            int kept = Math.min(text.length(), bytes.length - continuing);
            return new Garbled(text.toString(), text.length() - kept);
        }

        String shortened() {
            return text.substring(0, text.length() - lost);
        }

        private static boolean continues(byte[] bytes, int at) {
            return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
        }

        /// The bytes of a name on disk, which need not be valid text; its URI has them all.
        private static byte[] bytes(Path path) {
            String address = path.toUri().getRawPath();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int at = 0; at < address.length(); at++) {
                if (address.charAt(at) == '%') {
                    bytes.write(Integer.parseInt(address.substring(at + 1, at + 3), 16));
                    at += 2;
                } else {
                    bytes.writeBytes(address.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
                }
            }
            byte[] all = bytes.toByteArray();
            boolean slash = all.length > 1 && all[all.length - 1] == '/';
            return slash ? Arrays.copyOf(all, all.length - 1) : all;
        }
    }
}
