package dev.blobdrop.gui.session;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobIntake;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.BlockList;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.storage.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// An account in memory, for small blobs. Writes can be held back, or refused.
public final class MemoryStore implements BlobStore {
    private static final Instant MODIFIED = Instant.parse("2026-01-01T09:12:00Z");

    private final AccountUrl account;
    private final Map<BlobPath, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, List<String>> extras = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong writes = new AtomicLong();
    private volatile String heldBack = ".*";
    private volatile String refused = ".*";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<Problem> refusal = Optional.empty();
    private final AtomicInteger creationsRefused = new AtomicInteger();
    private volatile Problem creationRefusal = Problem.of(Problem.Kind.CONFLICT, "none", "Nothing is wrong", "");
    private final Set<String> containers = new ConcurrentSkipListSet<>(Set.of("workloadidentity"));
    private final Queue<String> listings = new ConcurrentLinkedQueue<>();
    private volatile Optional<Problem> listRefusal = Optional.empty();
    private volatile Optional<Problem> blobRefusal = Optional.empty();
    private volatile Gate listGate = what -> {};
    private volatile Gate searchGate = what -> {};
    private final AtomicInteger answersLost = new AtomicInteger();
    private volatile Optional<Folder> listed = Optional.empty();

    /// One level of a container.
    public interface Folder {
        Page<Entry> page(String prefix, Optional<String> from, int most);
    }

    /// Called before each listing, on the requesting thread.
    public interface Gate {
        void await(String what);
    }

    public MemoryStore(AccountUrl account) {
        this.account = account;
    }

    public Map<BlobPath, byte[]> content() {
        return blobs;
    }

    /// Blocks writes until the latch is counted down.
    public void holdBack(CountDownLatch until) {
        holdBack(".*", until);
    }

    /// Blocks writes of matching blobs until the latch is counted down.
    public void holdBack(String name, CountDownLatch until) {
        gate = until;
        heldBack = name;
    }

    /// How many writes are blocked or running now.
    public int waiting() {
        return waiting.get();
    }

    /// How many writes reached the check of their condition.
    public long writes() {
        return writes.get();
    }

    /// Refuses every write of a matching blob.
    public void refuse(String name, Problem problem) {
        refused = name;
        refusal = Optional.of(problem);
    }

    public void welcome() {
        refusal = Optional.empty();
    }

    /// Refuses every write until a container is created.
    public void refuse(Problem problem) {
        refused = ".*";
        refusal = Optional.of(problem);
    }

    /// Refuses to create a container this many times.
    public void refuseCreation(int times, Problem problem) {
        creationRefusal = problem;
        creationsRefused.set(times);
    }

    /// The existing containers; initially the default one.
    public Set<String> containers() {
        return containers;
    }

    /// The listings so far: `containers`, or a container, a slash and a prefix.
    public List<String> listings() {
        return List.copyOf(listings);
    }

    public void refuseContainers(Problem problem) {
        listRefusal = Optional.of(problem);
    }

    /// Refuses to list blobs; empty ends that.
    public void refuseBlobs(Optional<Problem> problem) {
        blobRefusal = problem;
    }

    /// Lists these entries instead of the written blobs.
    public void list(Folder folder) {
        listed = Optional.of(folder);
    }

    /// Delays listings.
    public void onListing(Gate gate) {
        listGate = gate;
    }

    @Override
    public AccountUrl account() {
        return account;
    }

    @Override
    public String put(
            BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        waiting.incrementAndGet();
        try {
            if (path.name().matches(heldBack)) {
                gate.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        if (path.name().matches(refused)) {
            refusal.ifPresent(problem -> {
                throw problem.asException();
            });
        }
        writes.incrementAndGet();
        byte[] bytes = new byte[(int) content.length()];
        try {
            content.read(0, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (condition) {
            case Condition.Any any -> {
                blobs.put(path, bytes);
                yield etag(bytes);
            }
            case Condition.Absent absent -> {
                if (blobs.putIfAbsent(path, bytes) != null) {
                    throw refusal("BlobAlreadyExists");
                }
                yield etag(bytes);
            }
            case Condition.Unchanged seen -> {
                byte[] there = blobs.get(path);
                if (there == null || !etag(there).equals(seen.etag()) || !blobs.replace(path, there, bytes)) {
                    throw refusal("ConditionNotMet");
                }
                extras.remove(path.name());
                yield etag(bytes);
            }
        };
    }

    private static RuntimeException refusal(String code) {
        return Catalogue.standard().problem(code, Facts.NONE).orElseThrow().asException();
    }

    /// Each array is added once.
    private static String etag(byte[] bytes) {
        return Integer.toHexString(System.identityHashCode(bytes));
    }

    @Override
    public Optional<BlobProperties> find(BlobPath path) {
        // A missing account or container cannot be read either.
        refusal.filter(problem -> problem.kind() == Problem.Kind.NOT_FOUND)
                .filter(problem -> path.name().matches(refused))
                .ifPresent(problem -> {
                    throw problem.asException();
                });
        return Optional.ofNullable(blobs.get(path)).map(bytes -> properties(path, bytes));
    }

    private BlobProperties properties(BlobPath path, byte[] bytes) {
        return new BlobProperties(
                etag(bytes),
                bytes.length,
                Optional.of(md5(bytes)),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                false,
                extras.getOrDefault(path.name(), List.of()));
    }

    /// Changes properties of a blob until it is written again.
    public void set(String name, String... what) {
        extras.put(name, List.of(what));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream read(BlobPath path) {
        return new ByteArrayInputStream(blobs.get(path));
    }

    @Override
    public void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into) {
        byte[] there = Optional.ofNullable(blobs.get(path)).orElseThrow(() -> refusal("BlobNotFound"));
        if (!etag(there).equals(seen.etag())) {
            throw refusal("ConditionNotMet");
        }
        InMemoryBlobStore.give(there, (int) offset, into);
    }

    @Override
    public Page<FoundBlob> below(String container, String prefix, Optional<String> from) {
        searchGate.await(container + "/" + prefix);
        return new Page<>(
                blobs.keySet().stream()
                        .filter(path -> path.container().equals(container))
                        .filter(path -> path.name().startsWith(prefix))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .flatMap(path -> find(path).stream().map(blob -> new FoundBlob(path.name(), blob, false)))
                        .toList(),
                Optional.empty());
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from) {
        return containers(prefix, from, 5_000);
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from, int most) {
        asked("containers");
        listRefusal.ifPresent(problem -> {
            throw problem.asException();
        });
        return page(
                containers.stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> (Entry) new Entry.Container(name, Optional.empty()))
                        .toList(),
                from,
                most);
    }

    @Override
    public Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from) {
        return folder(container, prefix, from, 5_000);
    }

    /// One level only, because the window lists nothing else.
    @Override
    public Page<Entry> folder(String container, String prefix, Optional<String> from, int most) {
        asked(container + "/" + prefix);
        blobRefusal.ifPresent(problem -> {
            throw problem.asException();
        });
        if (!containers.contains(container)) {
            throw Catalogue.standard()
                    .problem("ContainerNotFound", Facts.NONE)
                    .orElseThrow()
                    .asException();
        }
        if (listed.isPresent()) {
            return listed.get().page(prefix, from, most);
        }
        Map<String, Entry> found = new TreeMap<>();
        blobs.forEach((path, content) -> {
            if (path.container().equals(container) && path.name().startsWith(prefix)) {
                int slash = path.name().indexOf('/', prefix.length());
                Entry entry = slash < 0
                        ? new Entry.Blob(
                                path.name(),
                                content.length,
                                Optional.of(MODIFIED),
                                Optional.of(ContentTypes.of(path.name(), content)))
                        : new Entry.Prefix(path.name().substring(0, slash + 1));
                found.put(entry.name(), entry);
            }
        });
        return page(List.copyOf(found.values()), from, most);
    }

    private static Page<Entry> page(List<Entry> all, Optional<String> from, int most) {
        int begin = from.map(Integer::valueOf).orElse(0);
        int end = Math.min(all.size(), begin + most);
        return new Page<>(
                all.subList(begin, end), end < all.size() ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    private void asked(String what) {
        listings.add(what);
        listGate.await(what);
    }

    @Override
    public void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlockList blocks(BlobPath path) {
        return BlockList.EMPTY;
    }

    @Override
    public String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(BlobPath path, Condition.Unchanged condition) {
        if (path.name().matches(refused)) {
            refusal.ifPresent(problem -> {
                throw problem.asException();
            });
        }
        byte[] there = Optional.ofNullable(blobs.get(path)).orElseThrow(() -> refusal("BlobNotFound"));
        if (!etag(there).equals(condition.etag()) || !blobs.remove(path, there)) {
            throw refusal("ConditionNotMet");
        }
        if (answersLost.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw Problem.of(Problem.Kind.TRANSIENT, "connection-lost", "The connection was lost", "")
                    .asException();
        }
    }

    /// Deletes this many blobs without an event.
    public void loseAnswers(int count) {
        answersLost.set(count);
    }

    /// Delays a recursive listing of a prefix.
    public void onSearch(Gate gate) {
        searchGate = gate;
    }

    @Override
    public boolean createContainer(String name) {
        if (creationsRefused.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw creationRefusal.asException();
        }
        refusal = Optional.empty();
        return containers.add(name);
    }
}
