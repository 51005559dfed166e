package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A storage account in memory: honours conditions and checksums, keeps staged blocks apart, writes
/// down every request, and breaks where a test wants it to.
public final class InMemoryBlobStore implements BlobStore {
    private static final int SLICE = 64 * 1024;
    private static final AccountUrl ACCOUNT = AccountUrl.parse("contosodata");
    private static final long[] CRC64 = crc64OfBytes();

    private final Map<BlobPath, Blob> blobs =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final Map<BlobPath, Map<String, byte[]>> staged =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final List<Request> requests = new ArrayList<>();
    private final List<FoundBlob> odd = new ArrayList<>();
    private final Set<String> folders = new HashSet<>();
    private volatile Fault before = request -> {};
    private volatile Fault after = request -> {};
    private volatile boolean renewable;
    private volatile int renewals;
    private volatile int pageSize = 5_000;
    private long etags;

    /// @param verb `find`, `put`, `stage`, `blocks`, `commit`, `read`, `delete` or `list`
    /// @param number of this request among all, from 1
    /// @param nth of this request among those of its verb, from 1: of two that come at the same
    ///     time, one is the first, whatever [#count] says by then
    public record Request(String verb, BlobPath path, int number, int nth) {}

    /// Throws, or does not.
    @FunctionalInterface
    public interface Fault {
        void strike(Request request);
    }

    private record Blob(
            byte[] content, String type, byte[] md5, String etag, Instant modified, Map<String, byte[]> blocks) {}

    /// The service's own refusal with this code.
    public static ProblemException refusal(String code) {
        return Catalogue.standard()
                .problem(code, Facts.NONE.with("ctr", "data"))
                .orElseThrow()
                .asException();
    }

    /// Called before a request has any effect.
    public void before(Fault fault) {
        before = fault;
    }

    /// Called when a request has had its effect and is about to be answered.
    public void after(Fault fault) {
        after = fault;
    }

    /// Whether it can sign in anew.
    public void renewable(boolean possible) {
        renewable = possible;
    }

    public int renewals() {
        return renewals;
    }

    @Override
    public synchronized boolean renewSignIn() {
        renewals += renewable ? 1 : 0;
        return renewable;
    }

    /// How many blobs [#below] gives at once.
    public void pageSize(int most) {
        pageSize = most;
    }

    /// Lists a blob whose name is none that [BlobPath] takes, as other programs can make it.
    public synchronized void placeOdd(String name, byte[] content) {
        placeListed(name, content.length);
    }

    /// Lists a blob of any name and size, which cannot be read.
    public synchronized void placeListed(String name, long size) {
        odd.add(new FoundBlob(
                name,
                new BlobProperties(nextTag(), size, Optional.empty(), Optional.empty(), Optional.empty()),
                false));
    }

    /// Puts there what stands for a folder in an account that has real ones.
    public synchronized void placeFolder(String name) {
        place(name, new byte[0]);
        folders.add(name);
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Forgets the requests so far.
    public synchronized void forget() {
        requests.clear();
    }

    public synchronized long count(String verb) {
        return requests.stream().filter(request -> request.verb().equals(verb)).count();
    }

    /// Puts a blob there as somebody else would.
    public synchronized void place(String name, byte[] content) {
        place(name, content, Instant.now());
    }

    public synchronized void place(String name, byte[] content, Instant modified) {
        blobs.put(new BlobPath("data", name), new Blob(content, "x/y", md5(content), nextTag(), modified, Map.of()));
    }

    /// Puts a block there as an interrupted run would have.
    public synchronized void placeBlock(String name, String id, byte[] content) {
        staged.computeIfAbsent(new BlobPath("data", name), path -> new TreeMap<>())
                .put(id, content);
    }

    public synchronized Set<String> names() {
        Set<String> names = new java.util.TreeSet<>();
        blobs.keySet().forEach(path -> names.add(path.name()));
        return names;
    }

    public synchronized byte[] content(String name) {
        return blobs.get(new BlobPath("data", name)).content();
    }

    public synchronized String type(String name) {
        return blobs.get(new BlobPath("data", name)).type();
    }

    @Override
    public AccountUrl account() {
        return ACCOUNT;
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from) {
        return new Page<>(List.of(new Entry.Container("data", Optional.empty())), Optional.empty());
    }

    @Override
    public synchronized Page<Entry> blobs(String container, String prefix, boolean recursive, Optional<String> from) {
        List<Entry> found = new ArrayList<>();
        blobs.forEach((path, blob) -> {
            if (path.container().equals(container) && path.name().startsWith(prefix)) {
                found.add(
                        new Entry.Blob(path.name(), blob.content().length, Optional.empty(), Optional.of(blob.type())));
            }
        });
        return new Page<>(found, Optional.empty());
    }

    @Override
    public Optional<BlobProperties> find(BlobPath path) {
        Request request = begin("find", path);
        Optional<BlobProperties> found = properties(path);
        after.strike(request);
        return found;
    }

    @Override
    public void delete(BlobPath path, Condition.Unchanged condition) {
        Request request = begin("delete", path);
        synchronized (this) {
            Blob blob = blobs.get(path);
            if (blob == null) {
                throw refusal("BlobNotFound");
            }
            if (!blob.etag().equals(condition.etag())) {
                throw refusal("ConditionNotMet");
            }
            blobs.remove(path);
        }
        after.strike(request);
    }

    /// Deletes a blob as somebody else would.
    public synchronized void remove(String name) {
        blobs.remove(new BlobPath("data", name));
    }

    private synchronized Optional<BlobProperties> properties(BlobPath path) {
        return Optional.ofNullable(blobs.get(path))
                .map(blob -> new BlobProperties(
                        blob.etag(),
                        blob.content().length,
                        Optional.of(blob.md5()).filter(md5 -> md5.length > 0).map(HexFormat.of()::formatHex),
                        Optional.of(blob.type()),
                        Optional.of(blob.modified()),
                        blob.content().length == 0 && folders.contains(path.name())));
    }

    @Override
    public String put(
            BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        Request request = begin("put", path);
        byte[] bytes = bytes(content);
        checkCrc(bytes, crc64);
        if (headers.md5().length > 0 && !Arrays.equals(md5(bytes), headers.md5())) {
            throw refusal("Md5Mismatch");
        }
        BlobHeaders whole = new BlobHeaders(headers.contentType(), md5(bytes));
        String etag = write(path, bytes, whole, condition, Map.of());
        after.strike(request);
        return etag;
    }

    @Override
    public void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64) {
        Request request = begin("stage", path);
        byte[] bytes = bytes(content);
        checkCrc(bytes, crc64);
        synchronized (this) {
            Map<String, byte[]> blocks = staged.computeIfAbsent(path, p -> new TreeMap<>());
            if (blocks.keySet().stream().anyMatch(id -> id.length() != blockId.length())) {
                throw refusal("InvalidBlobOrBlock");
            }
            blocks.put(blockId, bytes);
        }
        after.strike(request);
    }

    @Override
    public BlockList blocks(BlobPath path) {
        begin("blocks", path);
        synchronized (this) {
            return new BlockList(
                    List.copyOf(committed(path).keySet()),
                    List.copyOf(staged.getOrDefault(path, Map.of()).keySet()));
        }
    }

    private Map<String, byte[]> committed(BlobPath path) {
        return Optional.ofNullable(blobs.get(path)).map(Blob::blocks).orElse(Map.of());
    }

    @Override
    public String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        Request request = begin("commit", path);
        String etag;
        synchronized (this) {
            checkCondition(path, condition);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Map<String, byte[]> blocks = new LinkedHashMap<>();
            for (String id : blockIds) {
                byte[] block = staged.getOrDefault(path, Map.of())
                        .getOrDefault(id, committed(path).get(id));
                if (block == null) {
                    throw Problem.of(Problem.Kind.USAGE, "InvalidBlockList", "t", id)
                            .asException();
                }
                whole.writeBytes(block);
                blocks.put(id, block);
            }
            etag = write(path, whole.toByteArray(), headers, condition, blocks);
            staged.remove(path);
        }
        after.strike(request);
        return etag;
    }

    @Override
    public InputStream read(BlobPath path) {
        Request request = begin("read", path);
        byte[] content = content(path.name());
        after.strike(request);
        return new ByteArrayInputStream(content);
    }

    @Override
    public void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into) {
        Request request = begin("read", path);
        byte[] content;
        synchronized (this) {
            Blob blob = blobs.get(path);
            if (blob == null) {
                throw refusal("BlobNotFound");
            }
            if (!blob.etag().equals(seen.etag())) {
                throw refusal("ConditionNotMet");
            }
            content = blob.content();
        }
        give(content, (int) offset, into);
        after.strike(request);
    }

    /// As many bytes as are wanted.
    public static void give(byte[] content, int offset, BlobIntake into) {
        for (int at = offset; into.left() > 0; ) {
            ByteBuffer room = into.room();
            int count = room.remaining();
            room.put(content, at, count);
            at += count;
            into.full();
        }
    }

    private FoundBlob listed(BlobPath path) {
        return new FoundBlob(path.name(), properties(path).orElseThrow(), folders.contains(path.name()));
    }

    @Override
    public synchronized Page<FoundBlob> below(String container, String prefix, Optional<String> from) {
        List<FoundBlob> page = Stream.concat(blobs.keySet().stream().map(path -> listed(path)), odd.stream())
                .filter(blob -> blob.name().startsWith(prefix))
                .filter(blob ->
                        from.filter(last -> blob.name().compareTo(last) <= 0).isEmpty())
                .sorted(Comparator.comparing(FoundBlob::name))
                .limit(pageSize)
                .toList();
        return new Page<>(
                page,
                page.size() < pageSize
                        ? Optional.empty()
                        : Optional.of(page.getLast().name()));
    }

    @Override
    public Page<FoundBlob> names(String container, String prefix, boolean oneLevel, Optional<String> from, int most) {
        begin("list", new BlobPath(container, prefix.isEmpty() ? "/" : prefix));
        List<FoundBlob> page = new ArrayList<>();
        synchronized (this) {
            for (BlobPath path : blobs.keySet()) {
                String name = path.name();
                boolean isWanted = path.container().equals(container)
                        && name.startsWith(prefix)
                        && (!oneLevel || name.indexOf('/', prefix.length()) < 0)
                        && from.filter(last -> name.compareTo(last) <= 0).isEmpty();
                if (isWanted && page.size() == most) {
                    return new Page<>(page, Optional.of(page.getLast().name()));
                }
                if (isWanted) {
                    page.add(new FoundBlob(name, properties(path).orElseThrow(), false));
                }
            }
        }
        return new Page<>(page, Optional.empty());
    }

    @Override
    public boolean createContainer(String name) {
        return false;
    }

    private Request begin(String verb, BlobPath path) {
        Request request;
        synchronized (this) {
            request = new Request(verb, path, requests.size() + 1, (int) count(verb) + 1);
            requests.add(request);
        }
        before.strike(request);
        return request;
    }

    private synchronized String write(
            BlobPath path, byte[] content, BlobHeaders headers, Condition condition, Map<String, byte[]> blocks) {
        checkCondition(path, condition);
        String etag = nextTag();
        blobs.put(path, new Blob(content, headers.contentType(), headers.md5(), etag, Instant.now(), blocks));
        return etag;
    }

    private void checkCondition(BlobPath path, Condition condition) {
        Blob there = blobs.get(path);
        switch (condition) {
            case Condition.Any any -> {}
            case Condition.Absent absent -> {
                if (there != null) {
                    throw refusal("BlobAlreadyExists");
                }
            }
            case Condition.Unchanged unchanged -> {
                if (there == null || !there.etag().equals(unchanged.etag())) {
                    throw refusal("ConditionNotMet");
                }
            }
        }
    }

    private String nextTag() {
        return "\"" + ++etags + "\"";
    }

    private static void checkCrc(byte[] content, OptionalLong expected) {
        if (expected.isPresent() && crc64(content) != expected.getAsLong()) {
            throw refusal("Crc64Mismatch");
        }
    }

    /// By the textbook, so that it shares no code with what it checks.
    private static long crc64(byte[] content) {
        long crc = ~0L;
        for (byte next : content) {
            crc = (crc >>> 8) ^ CRC64[(int) (crc ^ next) & 0xff];
        }
        return ~crc;
    }

    private static long[] crc64OfBytes() {
        long[] table = new long[256];
        for (int value = 0; value < table.length; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
            table[value] = crc;
        }
        return table;
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// In slices, as a connection does.
    private static byte[] bytes(BlobContent content) {
        byte[] bytes = new byte[(int) content.length()];
        try {
            for (int at = 0; at < bytes.length; at += SLICE) {
                content.read(at, ByteBuffer.wrap(bytes, at, Math.min(SLICE, bytes.length - at)));
            }
            return bytes;
        } catch (IOException e) {
            throw Problems.from(e, Facts.NONE).asException(e);
        }
    }
}
