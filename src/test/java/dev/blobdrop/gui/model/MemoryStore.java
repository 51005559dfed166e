package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.Page;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// An account in memory, for small blobs. Writes can be held back, or refused.
public final class MemoryStore implements BlobStore {
    private final AccountUrl account;
    private final Map<BlobPath, byte[]> blobs = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<Problem> refusal = Optional.empty();

    public MemoryStore(AccountUrl account) {
        this.account = account;
    }

    public Map<BlobPath, byte[]> content() {
        return blobs;
    }

    /// Lets no write through until the latch is counted down.
    public void holdBack(CountDownLatch until) {
        gate = until;
    }

    public void refuse(Problem problem) {
        refusal = Optional.of(problem);
    }

    @Override
    public AccountUrl account() {
        return account;
    }

    @Override
    public String put(
            BlobPath path,
            ByteBuffer content,
            OptionalLong crc64,
            BlobHeaders headers,
            Condition condition) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refusal.ifPresent(
                problem -> {
                    throw problem.asException();
                });
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        if (condition instanceof Condition.Absent) {
            if (blobs.putIfAbsent(path, bytes) != null) {
                throw Catalogue.standard()
                        .problem("BlobAlreadyExists", Facts.NONE)
                        .orElseThrow()
                        .asException();
            }
        } else {
            blobs.put(path, bytes);
        }
        return "1";
    }

    @Override
    public Optional<BlobProperties> find(BlobPath path) {
        return Optional.ofNullable(blobs.get(path))
                .map(
                        bytes ->
                                new BlobProperties(
                                        "1",
                                        bytes.length,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
    }

    @Override
    public InputStream read(BlobPath path) {
        return new ByteArrayInputStream(blobs.get(path));
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from) {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public Page<Entry> blobs(
            String container, String prefix, boolean recursive, Optional<String> from) {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public void stage(BlobPath path, String blockId, ByteBuffer content, OptionalLong crc64) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlockList blocks(BlobPath path) {
        return BlockList.EMPTY;
    }

    @Override
    public String commit(
            BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(BlobPath path, Condition.Unchanged condition) {
        throw new UnsupportedOperationException("the window deletes nothing");
    }

    @Override
    public boolean createContainer(String name) {
        return false;
    }
}
