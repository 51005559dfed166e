package dev.blobdrop.core.storage;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an account in memory holds: committed blobs, staged blocks, and the conditions on a write.
final class StoredBlobs {
    private static final Comparator<BlobPath> ORDER = Comparator.comparing(BlobPath::toString);

    private final Map<BlobPath, Blob> blobs = new TreeMap<>(ORDER);
    private final Map<BlobPath, Map<String, byte[]>> staged = new TreeMap<>(ORDER);
    private final Map<BlobPath, List<String>> extras = new TreeMap<>(ORDER);
    private final Set<BlobPath> folders = new HashSet<>();
    private final List<FoundBlob> odd = new ArrayList<>();
    private final Clock clock;
    private long etags;

    record Blob(byte[] content, String type, byte[] md5, String etag, Instant modified, Map<String, byte[]> blocks) {}

    StoredBlobs(Clock clock) {
        this.clock = clock;
    }

    /// The service's own refusal with this code.
    static ProblemException refusal(String code, String container) {
        return Catalogue.standard()
                .problem(code, Facts.NONE.with("ctr", container))
                .orElseThrow()
                .asException();
    }

    synchronized void place(BlobPath path, byte[] content, Instant modified) {
        String type = ContentTypes.of(path.name(), content);
        blobs.put(path, new Blob(content, type, md5(content), nextTag(), modified, Map.of()));
    }

    synchronized void placeListed(String name, long size) {
        odd.add(new FoundBlob(
                name,
                new BlobProperties(nextTag(), size, Optional.empty(), Optional.empty(), Optional.empty()),
                false));
    }

    synchronized void placeFolder(BlobPath path) {
        place(path, new byte[0], clock.instant());
        folders.add(path);
    }

    synchronized void set(BlobPath path, List<String> what) {
        extras.put(path, what);
    }

    synchronized void remove(BlobPath path) {
        blobs.remove(path);
    }

    synchronized Optional<Blob> find(BlobPath path) {
        return Optional.ofNullable(blobs.get(path));
    }

    synchronized Map<BlobPath, Blob> all() {
        return new LinkedHashMap<>(blobs);
    }

    synchronized Optional<BlobProperties> properties(BlobPath path) {
        return find(path)
                .map(blob -> new BlobProperties(
                        blob.etag(),
                        blob.content().length,
                        Optional.of(blob.md5()).filter(md5 -> md5.length > 0).map(HexFormat.of()::formatHex),
                        Optional.of(blob.type()),
                        Optional.of(blob.modified()),
                        blob.content().length == 0 && folders.contains(path),
                        extras.getOrDefault(path, List.of())));
    }

    /// All blobs of a container whose names begin so, in their order.
    synchronized List<FoundBlob> below(String container, String prefix) {
        Stream<FoundBlob> plain = blobs.keySet().stream()
                .filter(path -> path.container().equals(container))
                .map(path -> new FoundBlob(path.name(), properties(path).orElseThrow(), folders.contains(path)));
        return Stream.concat(plain, odd.stream())
                .filter(blob -> blob.name().startsWith(prefix))
                .sorted(Comparator.comparing(FoundBlob::name))
                .toList();
    }

    synchronized String write(
            BlobPath path, byte[] content, BlobHeaders headers, Condition condition, Map<String, byte[]> blocks) {
        check(path, condition);
        String etag = nextTag();
        blobs.put(path, new Blob(content, headers.contentType(), headers.md5(), etag, clock.instant(), blocks));
        extras.remove(path);
        return etag;
    }

    synchronized void stage(BlobPath path, String id, byte[] content) {
        Map<String, byte[]> blocks = staged.computeIfAbsent(path, p -> new TreeMap<>());
        if (blocks.keySet().stream().anyMatch(other -> other.length() != id.length())) {
            throw refusal("InvalidBlobOrBlock", path.container());
        }
        blocks.put(id, content);
    }

    synchronized BlockList blocks(BlobPath path) {
        return new BlockList(
                List.copyOf(committed(path).keySet()),
                List.copyOf(staged.getOrDefault(path, Map.of()).keySet()));
    }

    private Map<String, byte[]> committed(BlobPath path) {
        return find(path).map(Blob::blocks).orElse(Map.of());
    }

    synchronized String commit(BlobPath path, List<String> ids, BlobHeaders headers, Condition condition) {
        check(path, condition);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Map<String, byte[]> blocks = new LinkedHashMap<>();
        for (String id : ids) {
            byte[] block = staged.getOrDefault(path, Map.of())
                    .getOrDefault(id, committed(path).get(id));
            if (block == null) {
                throw Problem.of(Problem.Kind.USAGE, "InvalidBlockList", "t", id)
                        .asException();
            }
            whole.writeBytes(block);
            blocks.put(id, block);
        }
        String etag = write(path, whole.toByteArray(), headers, condition, blocks);
        staged.remove(path);
        return etag;
    }

    synchronized void delete(BlobPath path, Condition.Unchanged condition) {
        unchanged(path, condition);
        blobs.remove(path);
    }

    /// The blob, if it is still the one that was seen.
    synchronized Blob unchanged(BlobPath path, Condition.Unchanged condition) {
        Blob blob = find(path).orElseThrow(() -> refusal("BlobNotFound", path.container()));
        check(path, condition);
        return blob;
    }

    private void check(BlobPath path, Condition condition) {
        Blob there = blobs.get(path);
        switch (condition) {
            case Condition.Any any -> {}
            case Condition.Absent absent -> {
                if (there != null) {
                    throw refusal("BlobAlreadyExists", path.container());
                }
            }
            case Condition.Unchanged unchanged -> {
                if (there == null || !there.etag().equals(unchanged.etag())) {
                    throw refusal("ConditionNotMet", path.container());
                }
            }
        }
    }

    private String nextTag() {
        return "\"" + ++etags + "\"";
    }

    static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
