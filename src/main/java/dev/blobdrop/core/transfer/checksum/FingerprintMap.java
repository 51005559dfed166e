package dev.blobdrop.core.transfer.checksum;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Remembers one value for each name in 21 to 43 bytes a name, however long it is, so that a
/// million names fit in memory.
///
/// It keeps 64 bits of SHA-256 of the name, and 64 of the name with its value. Two names with their
/// values are confused with a probability of 1 in 2^127. For one thread.
public final class FingerprintMap {
    private static final int FIRST_CAPACITY = 1024;

    private final MessageDigest digest;
    private long[] names = new long[FIRST_CAPACITY];
    private long[] marks = new long[FIRST_CAPACITY];
    private int size;

    /// An empty map.
    public FingerprintMap() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The number of names.
    public int size() {
        return size;
    }

    /// Whether the name has any value.
    public boolean holds(String name) {
        return names[place(name(name))] != 0;
    }

    /// Whether the name has this value.
    public boolean holds(String name, String mark) {
        int at = place(name(name));
        return names[at] != 0 && marks[at] == mark(name, mark);
    }

    /// Sets the value of the name.
    public void put(String name, String mark) {
        put(name(name), mark(name, mark));
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

    /// Forgets all names.
    public void clear() {
        names = new long[FIRST_CAPACITY];
        marks = new long[FIRST_CAPACITY];
        size = 0;
    }

    /// The index of this name, or where it would be inserted.
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

    /// Never 0, which marks an empty slot.
    private long name(String name) {
        return hash(name) | 1;
    }

    private long mark(String name, String mark) {
        return hash(name + "\0" + mark);
    }

    private long hash(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
