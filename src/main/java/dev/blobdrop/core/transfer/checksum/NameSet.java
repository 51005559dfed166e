package dev.blobdrop.core.transfer.checksum;

import java.nio.charset.StandardCharsets;

/// Remembers the names used in a run in 11 to 22 bytes a name, so that a million files fit in
/// memory.
///
/// It keeps a 64-bit checksum of each name. With a million files the probability that two are
/// confused is 1 in 36 million; then a file fails that could have been uploaded, but nothing is
/// overwritten. For one thread.
public final class NameSet {
    private static final int FIRST_CAPACITY = 1024;

    private long[] marks = new long[FIRST_CAPACITY];
    private int size;

    /// Adds a name.
    ///
    /// @return false when it was there already
    public boolean add(String name) {
        if (!insert(mark(name))) {
            return false;
        }
        if (++size > marks.length / 4 * 3) {
            grow();
        }
        return true;
    }

    /// Whether the name was added.
    public boolean contains(String name) {
        return marks[place(mark(name))] != 0;
    }

    private static long mark(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long mark = Crc64.of(bytes, 0, bytes.length);
        return mark == 0 ? 1 : mark;
    }

    private boolean insert(long mark) {
        int at = place(mark);
        boolean isNew = marks[at] == 0;
        marks[at] = mark;
        return isNew;
    }

    /// The index of this mark, or where it would be inserted.
    private int place(long mark) {
        int mask = marks.length - 1;
        int at = (int) (mark ^ (mark >>> 32)) & mask;
        while (marks[at] != 0 && marks[at] != mark) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = marks;
        marks = new long[before.length * 2];
        for (long mark : before) {
            if (mark != 0) {
                insert(mark);
            }
        }
    }
}
