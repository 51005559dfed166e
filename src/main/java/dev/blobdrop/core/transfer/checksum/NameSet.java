package dev.blobdrop.core.transfer.checksum;

import java.nio.charset.StandardCharsets;

/// Remembers which names a run has given, in 11 to 22 bytes a name, so that a million files fit.
///
/// It keeps a 64-bit checksum of each name: two names of a run are taken for one another with a
/// probability of 1 to 36 million for a million files, and then a file fails that could have been
/// uploaded; nothing is ever overwritten for it. For one thread.
public final class NameSet {
    private static final int FIRST_CAPACITY = 1024;

    private long[] marks = new long[FIRST_CAPACITY];
    private int size;

    /// @return false when the name was there already
    public boolean add(String name) {
        if (!insert(mark(name))) {
            return false;
        }
        if (++size > marks.length / 4 * 3) {
            grow();
        }
        return true;
    }

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

    /// Where this mark is, or where it would be put.
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
