package dev.blobdrop.core.storage.azure;

import static dev.blobdrop.core.storage.azure.PodAccount.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads and writes of single blobs, against the real service's emulator.
class AzureBlobStoreIT {
    private static final Condition ABSENT = new Condition.Absent();
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Sandbox azure = SharedSandbox.get();
    private final byte[] hello = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private BlobStore store;

    @BeforeEach
    void open() {
        azure.reset();
        store = PodAccount.open(azure);
    }

    @Test
    void putStoresBytesTypeAndChecksum() {
        String etag = store.put(blob("hello.txt"), bytes(hello), headers(hello), ABSENT);

        assertThat(azure.blobs().get(azure.container(), "hello.txt")).isEqualTo(hello);
        var stored = azure.blobs().head(azure.container(), "hello.txt");
        assertThat(stored.contentType()).hasValue(TEXT);
        assertThat(stored.contentMd5()).hasValue(base64(md5(hello)));
        assertThat(stored.etag()).hasValue("\"" + etag + "\"");
        assertThat(store.find(blob("hello.txt")))
                .hasValue(new BlobProperties(
                        etag,
                        13,
                        Optional.of(HexFormat.of().formatHex(md5(hello))),
                        Optional.of(TEXT),
                        store.find(blob("hello.txt")).orElseThrow().modified()));
        assertThat(store.find(blob("hello.txt")).orElseThrow().modified().orElseThrow())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    }

    @Test
    void emptyBlobIsABlob() {
        byte[] none = new byte[0];
        store.put(blob("empty"), bytes(none), crc64(none), headers(none), ABSENT);

        assertThat(azure.blobs().get(azure.container(), "empty")).isEmpty();
        assertThat(store.find(blob("empty")).orElseThrow().size()).isZero();
    }

    @Test
    void blocksBecomeVisibleByTheCommitInItsOrder() {
        byte[] first = random(300_000, 1);
        byte[] second = random(200_000, 2);
        store.stage(blob("big"), id("a"), BlobContent.of(bytes(first)), crc64(first));
        store.stage(blob("big"), id("b"), BlobContent.of(bytes(second)), crc64(second));
        assertThat(store.blocks(blob("big")).uncommitted()).containsExactlyInAnyOrder(id("a"), id("b"));
        assertThat(azure.blobs().list(azure.container())).isEmpty();
        assertThat(store.find(blob("big"))).isEmpty();

        byte[] whole = join(second, first);
        String etag = store.commit(blob("big"), List.of(id("b"), id("a")), headers(whole), ABSENT);

        assertThat(azure.blobs().get(azure.container(), "big")).isEqualTo(whole);
        assertThat(azure.blobs().blockList(azure.container(), "big")).containsExactly(id("b"), id("a"));
        var stored = azure.blobs().head(azure.container(), "big");
        assertThat(stored.contentType()).hasValue(TEXT);
        assertThat(stored.contentMd5()).hasValue(base64(md5(whole)));
        assertThat(stored.etag()).hasValue("\"" + etag + "\"");
        assertThat(store.blocks(blob("big")).uncommitted()).isEmpty();
    }

    @Test
    void nothingIsStagedForANameNobodyUsed() {
        assertThat(store.blocks(blob("never")).uncommitted()).isEmpty();
    }

    @Test
    void readGivesTheBytesBack() throws IOException {
        byte[] content = random(5 * 1024 * 1024 + 7, 3);
        azure.blobs().put(azure.container(), "there", content);

        try (InputStream in = store.read(blob("there"))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        Problem missing = problemOf(() -> store.read(blob("not there")).close());
        assertThat(missing.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(missing.code()).isEqualTo("BlobNotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                " leading and trailing ",
                "ümläut/日本語/🎈.txt",
                "100%",
                "%41",
                "%zz%2F%",
                "a#b?c&d=e",
                "1+1=2",
                "a//b",
                "/lead",
                "slash/",
                "trailing.",
                "a/../b",
                "./x",
                "a/./b",
                "..",
                "quote'\"<>|*:;,@$!~`^{}[]()",
                "e\u0301 combined"
            })
    void nameIsKeptAsItIs(String name) throws IOException {
        store.put(blob(name), bytes(hello), headers(hello), ABSENT);
        byte[] block = random(1000, 4);
        BlobPath other = blob(name + "-blocks");
        store.stage(other, id("a"), BlobContent.of(bytes(block)), crc64(block));
        assertThat(store.blocks(other).uncommitted()).containsExactly(id("a"));
        store.commit(other, List.of(id("a")), headers(block), ABSENT);

        assertThat(azure.blobs().list(azure.container())).containsExactlyInAnyOrder(name, name + "-blocks");
        assertThat(azure.blobs().get(azure.container(), name)).isEqualTo(hello);
        assertThat(azure.blobs().get(azure.container(), name + "-blocks")).isEqualTo(block);
        assertThat(store.find(blob(name)).orElseThrow().size()).isEqualTo(13);
        try (InputStream in = store.read(blob(name))) {
            assertThat(in.readAllBytes()).isEqualTo(hello);
        }
        assertThat(store.blobs(azure.container(), name, true, Optional.empty()).items())
                .extracting(Entry::name)
                .contains(name);
    }

    @Test
    void absentRefusesAnExistingBlob() {
        azure.blobs().put(azure.container(), "taken", hello);
        byte[] other = random(100, 5);

        Problem put = problemOf(() -> store.put(blob("taken"), bytes(other), headers(other), ABSENT));
        store.stage(blob("taken"), id("a"), BlobContent.of(bytes(other)), crc64(other));
        Problem commit = problemOf(() -> store.commit(blob("taken"), List.of(id("a")), headers(other), ABSENT));

        assertThat(List.of(put, commit)).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("BlobAlreadyExists");
            assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(problem.retryable()).isFalse();
        });
        assertThat(azure.blobs().get(azure.container(), "taken")).isEqualTo(hello);
    }

    @Test
    void unchangedWritesOverTheBlobSeenAndNoOther() {
        azure.blobs().put(azure.container(), "moving", hello);
        String seen = store.find(blob("moving")).orElseThrow().etag();
        byte[] ours = random(100, 6);

        store.put(blob("moving"), bytes(ours), headers(ours), new Condition.Unchanged(seen));
        assertThat(azure.blobs().get(azure.container(), "moving")).isEqualTo(ours);

        byte[] late = random(100, 7);
        Condition stale = new Condition.Unchanged(seen);
        Problem put = problemOf(() -> store.put(blob("moving"), bytes(late), headers(late), stale));
        store.stage(blob("moving"), id("a"), BlobContent.of(bytes(late)), crc64(late));
        Problem commit = problemOf(() -> store.commit(blob("moving"), List.of(id("a")), headers(late), stale));

        assertThat(List.of(put, commit)).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("ConditionNotMet");
            assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
        });
        assertThat(azure.blobs().get(azure.container(), "moving")).isEqualTo(ours);
    }

    @Test
    void unchangedRefusesABlobThatIsGone() {
        azure.blobs().put(azure.container(), "gone", hello);
        Condition seen =
                new Condition.Unchanged(store.find(blob("gone")).orElseThrow().etag());
        azure.blobs().delete(azure.container(), "gone");

        Problem problem = problemOf(() -> store.put(blob("gone"), bytes(hello), headers(hello), seen));

        assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(azure.blobs().exists(azure.container(), "gone")).isFalse();
    }

    @Test
    void wrongChecksumIsRefusedAndStoresNothing() {
        byte[] wrong = md5(random(1, 8));

        Problem put = problemOf(() -> store.put(blob("broken"), bytes(hello), new BlobHeaders(TEXT, wrong), ABSENT));
        OptionalLong wrongCrc = OptionalLong.of(crc64(hello).getAsLong() + 1);
        Problem crc = problemOf(() -> store.put(blob("broken"), bytes(hello), wrongCrc, headers(hello), ABSENT));
        Problem stage = problemOf(() -> store.stage(blob("broken"), id("a"), BlobContent.of(bytes(hello)), wrongCrc));

        assertThat(List.of(put, crc, stage))
                .extracting(Problem::code)
                .containsExactly("Md5Mismatch", "Crc64Mismatch", "Crc64Mismatch");
        assertThat(List.of(put, crc, stage)).allMatch(Problem::retryable);
        assertThat(azure.blobs().exists(azure.container(), "broken")).isFalse();
        assertThat(store.blocks(blob("broken")).uncommitted()).isEmpty();
    }

    @Test
    void commitOfABlockThatIsNotThereIsRefused() {
        store.stage(blob("torn"), id("a"), BlobContent.of(bytes(hello)), crc64(hello));

        Problem problem =
                problemOf(() -> store.commit(blob("torn"), List.of(id("a"), id("b")), headers(hello), ABSENT));

        assertThat(problem.code()).isEqualTo("InvalidBlockList");
        assertThat(azure.blobs().exists(azure.container(), "torn")).isFalse();
    }

    @Test
    void eachMethodIsOneRequest() {
        store.put(blob("one"), bytes(hello), headers(hello), ABSENT);
        store.find(blob("one"));
        store.stage(blob("one"), id("a"), BlobContent.of(bytes(hello)), crc64(hello));
        store.blocks(blob("one"));

        assertThat(azure.gateway().requests())
                .extracting(LoggedRequest::method, LoggedRequest::status)
                .containsExactly(tuple("PUT", 201), tuple("HEAD", 200), tuple("PUT", 201), tuple("GET", 200));
    }

    private BlobPath blob(String name) {
        return new BlobPath(azure.container(), name);
    }

    private static ByteBuffer bytes(byte[] content) {
        return ByteBuffer.wrap(content);
    }

    private static BlobHeaders headers(byte[] content) {
        return new BlobHeaders(TEXT, md5(content));
    }

    private static String id(String raw) {
        return base64(raw.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] raw) {
        return Base64.getEncoder().encodeToString(raw);
    }

    private static byte[] random(int length, long seed) {
        return RandomBytes.of(length, seed);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /// Bit by bit, so that it shares no code with the engine's.
    private static OptionalLong crc64(byte[] content) {
        long crc = ~0L;
        for (byte next : content) {
            crc ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
        }
        return OptionalLong.of(~crc);
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
