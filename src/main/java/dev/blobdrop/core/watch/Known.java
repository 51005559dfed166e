package dev.blobdrop.core.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Remembers which files have been dealt with, and as what, in 16 to 32 bytes a file.
///
/// It holds 500,000 files at most and then forgets them all: the service is asked again for each,
/// which costs requests and never a file. Two files are taken for one another with a probability of
/// 1 to 2^127. For one thread.
final class Known {
    private static final int FIRST_CAPACITY = 1024;
    private static final int MOST = 500_000;

    private final int most;
    private final MessageDigest digest;
    private long[] names = new long[FIRST_CAPACITY];
    private long[] marks = new long[FIRST_CAPACITY];
    private int size;

    Known() {
        this(MOST);
    }

    Known(int most) {
        this.most = most;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return size;
    }

    /// Whether the file was dealt with as it is now.
    boolean holds(Path file, Stamp stamp) {
        int at = place(name(file));
        return names[at] != 0 && marks[at] == mark(file, stamp);
    }

    /// Whether the file was dealt with, as it is now or as it was.
    boolean holds(Path file) {
        return names[place(name(file))] != 0;
    }

    void add(Path file, Stamp stamp) {
        if (size == most) {
            names = new long[FIRST_CAPACITY];
            marks = new long[FIRST_CAPACITY];
            size = 0;
        }
        put(name(file), mark(file, stamp));
        if (size > names.length / 4 * 3) {
            grow();
        }
    }

    private void put(long name, long mark) {
        int at = place(name);
        size += names[at] == 0 ? 1 : 0;
        names[at] = name;
        marks[at] = mark;
    }

    /// Where this name is, or where it would be put.
    private int place(long name) {
        int mask = names.length - 1;
        int at = (int) (name ^ (name >>> 32)) & mask;
        while (names[at] != 0 && names[at] != name) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldNames = names;
        long[] oldMarks = marks;
        names = new long[oldNames.length * 2];
        marks = new long[oldNames.length * 2];
        size = 0;
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) {
                put(oldNames[i], oldMarks[i]);
            }
        }
    }

    /// Never 0, which marks a free place.
    private long name(Path file) {
        return hash(file.toString()) | 1;
    }

    private long mark(Path file, Stamp stamp) {
        return hash(file + "\0" + stamp.size() + "\0" + stamp.modified() + "\0" + stamp.key());
    }

    private long hash(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
