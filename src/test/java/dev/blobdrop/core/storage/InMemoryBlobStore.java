package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/// A storage account in memory: honours conditions and checksums, keeps staged blocks apart,
/// records every request, and fails where a test wants it to.
public final class InMemoryBlobStore extends ScriptedRequests implements BlobStore {
    private static final int SLICE = 64 * 1024;
    private static final int MOST = 5_000;
    private static final long[] CRC64 = crc64OfBytes();

    private final AccountUrl account;
    private final String container;
    private final Clock clock;
    private final StoredBlobs blobs;
    private final Set<String> containers = new ConcurrentSkipListSet<>();
    private volatile int pageSize = MOST;
    private volatile Optional<Folder> listed = Optional.empty();

    /// One level of a container.
    public interface Folder {
        Page<Entry> page(String prefix, Optional<String> from, int most);
    }

    /// An account with the container `data`.
    public InMemoryBlobStore() {
        this(AccountUrl.parse("contosodata"), "data", Clock.systemUTC());
    }

    /// @param container the one that exists at first, and whose blobs a test names without it
    /// @param clock of the service
    public InMemoryBlobStore(AccountUrl account, String container, Clock clock) {
        this.account = account;
        this.container = container;
        this.clock = clock;
        this.blobs = new StoredBlobs(clock);
        containers.add(container);
    }

    /// The service's own refusal with this code.
    public static ProblemException refusal(String code) {
        return StoredBlobs.refusal(code, "data");
    }

    /// How many blobs [#below] returns at once.
    public void pageSize(int most) {
        pageSize = most;
    }

    /// Lists a blob of any size that cannot be read, also one whose name [BlobPath] does not take,
    /// as other programs can make it.
    public void placeListed(String name, long size) {
        blobs.placeListed(name, size);
    }

    /// Places what represents a folder in an account with a hierarchical namespace.
    public void placeFolder(String name) {
        blobs.placeFolder(path(name));
    }

    /// Writes a blob as somebody else would.
    public void place(String name, byte[] content) {
        place(path(name), content);
    }

    public void place(BlobPath path, byte[] content) {
        blobs.place(path, content, clock.instant());
    }

    public void place(String name, byte[] content, Instant modified) {
        blobs.place(path(name), content, modified);
    }

    /// Stages a block as an interrupted run would have.
    public void placeBlock(String name, String id, byte[] content) {
        blobs.stage(path(name), id, content);
    }

    /// Sets something on a blob, until it is written again.
    public void set(String name, String... what) {
        blobs.set(path(name), List.of(what));
    }

    /// Deletes a blob as somebody else would.
    public void remove(String name) {
        blobs.remove(path(name));
    }

    /// The containers that exist; a test may change the set.
    public Set<String> containers() {
        return containers;
    }

    /// Lists this instead of the blobs that were written.
    public void list(Folder folder) {
        listed = Optional.of(folder);
    }

    /// All blobs and what they hold.
    public Map<BlobPath, byte[]> content() {
        return blobs.all().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, blob -> blob.getValue().content()));
    }

    public Set<String> names() {
        return blobs.all().keySet().stream().map(BlobPath::name).collect(Collectors.toCollection(TreeSet::new));
    }

    public byte[] content(String name) {
        return blobs.find(path(name)).orElseThrow().content();
    }

    public String type(String name) {
        return blobs.find(path(name)).orElseThrow().type();
    }

    private BlobPath path(String name) {
        return new BlobPath(container, name);
    }

    @Override
    public AccountUrl account() {
        return account;
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from) {
        return containers(prefix, from, MOST);
    }

    @Override
    public Page<Entry> containers(String prefix, Optional<String> from, int most) {
        listsContainers();
        List<Entry> found = containers.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> (Entry) new Entry.Container(name, Optional.empty()))
                .toList();
        return page(found, from, most);
    }

    @Override
    public Page<Entry> blobs(String from, String prefix, boolean recursive, Optional<String> mark) {
        return entries(from, prefix, recursive, mark, MOST);
    }

    @Override
    public Page<Entry> folder(String from, String prefix, Optional<String> mark, int most) {
        return entries(from, prefix, false, mark, most);
    }

    private Page<Entry> entries(String from, String prefix, boolean recursive, Optional<String> mark, int most) {
        listsBlobs(from + "/" + prefix);
        if (!containers.contains(from)) {
            throw StoredBlobs.refusal("ContainerNotFound", from);
        }
        if (listed.isPresent()) {
            return listed.get().page(prefix, mark, most);
        }
        Map<String, Entry> found = new TreeMap<>();
        blobs.all().forEach((path, blob) -> {
            if (path.container().equals(from) && path.name().startsWith(prefix)) {
                int slash = recursive ? -1 : path.name().indexOf('/', prefix.length());
                Entry entry = slash < 0
                        ? new Entry.Blob(
                                path.name(),
                                blob.content().length,
                                Optional.of(blob.modified()),
                                Optional.of(blob.type()))
                        : new Entry.Prefix(path.name().substring(0, slash + 1));
                found.put(entry.name(), entry);
            }
        });
        return page(List.copyOf(found.values()), mark, most);
    }

    private static Page<Entry> page(List<Entry> all, Optional<String> from, int most) {
        int begin = from.map(Integer::valueOf).orElse(0);
        int end = Math.min(all.size(), begin + most);
        return new Page<>(
                all.subList(begin, end), end < all.size() ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    @Override
    public Page<FoundBlob> below(String from, String prefix, Optional<String> mark) {
        searches(from + "/" + prefix);
        List<FoundBlob> page = after(mark, blobs.below(from, prefix), pageSize);
        // As the service may: a full last page has a mark, to an empty one.
        return new Page<>(page, last(page).filter(name -> page.size() == pageSize));
    }

    @Override
    public Page<FoundBlob> names(String from, String prefix, boolean oneLevel, Optional<String> mark, int most) {
        begin("list", new BlobPath(from, prefix.isEmpty() ? "/" : prefix));
        List<FoundBlob> all = blobs.below(from, prefix).stream()
                .filter(blob -> !oneLevel || blob.name().indexOf('/', prefix.length()) < 0)
                .toList();
        List<FoundBlob> page = after(mark, all, most);
        return new Page<>(
                page, last(page).filter(name -> !name.equals(all.getLast().name())));
    }

    private static List<FoundBlob> after(Optional<String> mark, List<FoundBlob> all, int most) {
        return all.stream()
                .filter(blob ->
                        mark.filter(last -> blob.name().compareTo(last) <= 0).isEmpty())
                .limit(most)
                .toList();
    }

    private static Optional<String> last(List<FoundBlob> page) {
        return page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().name());
    }

    @Override
    public Optional<BlobProperties> find(BlobPath path) {
        Request request = begin("find", path);
        Optional<BlobProperties> found = blobs.properties(path);
        end(request);
        return found;
    }

    @Override
    public void delete(BlobPath path, Condition.Unchanged condition) {
        Request request = begin("delete", path);
        blobs.delete(path, condition);
        end(request);
    }

    @Override
    public String put(
            BlobPath path, BlobContent content, OptionalLong crc64, BlobHeaders headers, Condition condition) {
        Request request = begin("put", path);
        byte[] bytes = bytes(content);
        checkCrc(bytes, crc64);
        byte[] md5 = StoredBlobs.md5(bytes);
        if (headers.md5().length > 0 && !Arrays.equals(md5, headers.md5())) {
            throw refusal("Md5Mismatch");
        }
        String etag = blobs.write(path, bytes, new BlobHeaders(headers.contentType(), md5), condition, Map.of());
        end(request);
        return etag;
    }

    @Override
    public void stage(BlobPath path, String blockId, BlobContent content, OptionalLong crc64) {
        Request request = begin("stage", path);
        byte[] bytes = bytes(content);
        checkCrc(bytes, crc64);
        blobs.stage(path, blockId, bytes);
        end(request);
    }

    @Override
    public BlockList blocks(BlobPath path) {
        begin("blocks", path);
        return blobs.blocks(path);
    }

    @Override
    public String commit(BlobPath path, List<String> blockIds, BlobHeaders headers, Condition condition) {
        Request request = begin("commit", path);
        String etag = blobs.commit(path, blockIds, headers, condition);
        end(request);
        return etag;
    }

    @Override
    public InputStream read(BlobPath path) {
        Request request = begin("read", path);
        byte[] content = blobs.find(path)
                .orElseThrow(() -> StoredBlobs.refusal("BlobNotFound", path.container()))
                .content();
        end(request);
        return new ByteArrayInputStream(content);
    }

    @Override
    public void read(BlobPath path, Condition.Unchanged seen, long offset, BlobIntake into) {
        Request request = begin("read", path);
        give(blobs.unchanged(path, seen).content(), (int) offset, into);
        end(request);
    }

    /// As many bytes as are wanted.
    private static void give(byte[] content, int offset, BlobIntake into) {
        for (int at = offset; into.left() > 0; ) {
            ByteBuffer room = into.room();
            int count = room.remaining();
            room.put(content, at, count);
            at += count;
            into.full();
        }
    }

    @Override
    public boolean createContainer(String name) {
        creates();
        return containers.add(name);
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
