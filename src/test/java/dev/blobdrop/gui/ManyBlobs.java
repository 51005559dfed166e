package dev.blobdrop.gui;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.storage.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A container of a million blobs, none of which is stored.
final class ManyBlobs implements InMemoryBlobStore.Folder {
    static final int COUNT = 1_000_000;

    private static final Instant MODIFIED = Instant.parse("2026-01-01T09:12:00Z");

    private final AtomicInteger pages = new AtomicInteger();

    int pages() {
        return pages.get();
    }

    @Override
    public Page<Entry> page(String prefix, Optional<String> from, int most) {
        pages.incrementAndGet();
        int begin = from.map(Integer::valueOf).orElse(0);
        int end = Math.min(COUNT, begin + most);
        return new Page<>(
                IntStream.range(begin, end).mapToObj(ManyBlobs::blob).toList(),
                end < COUNT ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    private static Entry blob(int number) {
        return new Entry.Blob(
                "measurement-%07d.json".formatted(number),
                number,
                Optional.of(MODIFIED),
                Optional.of("application/json"));
    }
}
