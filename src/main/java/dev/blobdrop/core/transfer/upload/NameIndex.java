package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.transfer.checksum.Crc64;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The names that a listing has shown, in 64 to 128 bytes a name however long it is, with just
/// enough about each blob to decide whether to leave or replace it: its size, when it was written,
/// half of its MD5, and whether it has properties that a new blob would not have.
///
/// A name is kept as its MD5, so that two names are not confused: otherwise a file could be skipped
/// whose blob does not exist. For one thread.
final class NameIndex {
    private static final int FIRST_CAPACITY = 1024;
    private static final int WIDTH = 6;
    private static final int SIZE = 2;
    private static final int MODIFIED = 3;
    private static final int MD5 = 4;
    private static final int HAS = 5;

    /// Stands for a value that the listing does not contain.
    private static final long NONE = Long.MIN_VALUE;

    private final long most;
    private long[] table = new long[FIRST_CAPACITY * WIDTH];
    private int size;

    /// A blob as the listing shows it.
    ///
    /// @param modified empty when the listing does not contain it
    /// @param md5 its first half; empty when none is stored
    /// @param has a checksum of its content type and other properties
    record Listed(long size, Optional<Instant> modified, Optional<Long> md5, long has) {
        /// Whether a new blob of that type has all properties that this one has.
        boolean losesNothing(String type) {
            return has == sum(type, List.of()) || has == sum(ContentTypes.BINARY, List.of());
        }

        /// Whether the file was not modified after the blob was written.
        boolean isNotOlderThan(SourceFile source) {
            return modified.filter(time -> !time.isBefore(source.modified())).isPresent();
        }

        /// Whether the MD5 is the file's. Reads the whole file if the sizes are equal.
        boolean hasContentOf(SourceFile source) {
            return size == source.size()
                    && md5.isPresent()
                    && md5.get() == ByteBuffer.wrap(source.md5()).getLong();
        }
    }

    /// @param most names; further ones are ignored
    NameIndex(long most) {
        this.most = most;
    }

    /// Takes as many names as fit in an eighth of the heap.
    static NameIndex forThisMachine() {
        return new NameIndex(Runtime.getRuntime().maxMemory() / 8 / (2 * WIDTH * Long.BYTES));
    }

    boolean isFull() {
        return size >= most;
    }

    void put(FoundBlob blob) {
        if (isFull()) {
            return;
        }
        long[] key = key(blob.name());
        int at = place(table, key[0], key[1]);
        size += isFree(table, at) ? 1 : 0;
        table[at] = key[0];
        table[at + 1] = key[1];
        table[at + SIZE] = blob.properties().size();
        table[at + MODIFIED] =
                blob.properties().modified().map(Instant::getEpochSecond).orElse(NONE);
        table[at + MD5] = blob.properties()
                .md5()
                .map(hex -> ByteBuffer.wrap(HexFormat.of().parseHex(hex)).getLong())
                .orElse(NONE);
        table[at + HAS] = sum(
                blob.properties().contentType().orElse(ContentTypes.BINARY),
                blob.properties().extras());
        if (size > table.length / WIDTH / 4 * 3) {
            grow();
        }
    }

    private static long sum(String type, List<String> extras) {
        byte[] text = (type + extras).getBytes(StandardCharsets.UTF_8);
        return Crc64.of(text, 0, text.length);
    }

    Optional<Listed> find(String name) {
        long[] key = key(name);
        int at = place(table, key[0], key[1]);
        return isFree(table, at)
                ? Optional.empty()
                : Optional.of(new Listed(
                        table[at + SIZE],
                        value(table[at + MODIFIED]).map(Instant::ofEpochSecond),
                        value(table[at + MD5]),
                        table[at + HAS]));
    }

    private static Optional<Long> value(long kept) {
        return kept == NONE ? Optional.empty() : Optional.of(kept);
    }

    private static boolean isFree(long[] table, int at) {
        return table[at] == 0;
    }

    /// The index of this name, or where it would be inserted.
    private static int place(long[] table, long high, long low) {
        int mask = table.length / WIDTH - 1;
        int at = (int) (low ^ (low >>> 32)) & mask;
        while (table[at * WIDTH] != 0 && (table[at * WIDTH] != high || table[at * WIDTH + 1] != low)) {
            at = (at + 1) & mask;
        }
        return at * WIDTH;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        for (int from = 0; from < before.length; from += WIDTH) {
            if (!isFree(before, from)) {
                int to = place(table, before[from], before[from + 1]);
                System.arraycopy(before, from, table, to, WIDTH);
            }
        }
    }

    /// The first half is never 0, which marks an empty slot.
    private static long[] key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer sum = ByteBuffer.wrap(Md5.of(bytes, bytes.length));
        return new long[] {sum.getLong() | 1, sum.getLong()};
    }
}
