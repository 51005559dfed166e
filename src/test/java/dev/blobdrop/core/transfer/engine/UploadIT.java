package dev.blobdrop.core.transfer.engine;

import static dev.blobdrop.core.storage.azure.PodAccount.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.NameTemplate;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.Shard;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.sandbox.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files arrive as they are, whatever their size and name.
class UploadIT extends EngineCase {
    private static final long MIB = EngineBench.MIB;

    @AfterEach
    void nothingWasDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 16 * MIB, 20 * MIB + 3, 100 * MIB})
    void fileArrivesWhole(long size) throws Exception {
        Path file = bench.file("data.csv", size);

        EngineRun run = bench.upload(file);

        UploadEvent.Uploaded uploaded = run.only();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(uploaded.size()).isEqualTo(size);
        assertThat(uploaded.resumed()).isZero();
        assertThat(run.end().bytesDone()).isEqualTo(size);
        assertThat(run.end().bytesFound()).isEqualTo(size);
        bench.assertSame("data.csv", file);
        var stored = bench.azure.blobs().head(bench.azure.container(), "data.csv");
        assertThat(stored.contentType().orElseThrow()).startsWith("text/csv");
        assertThat(stored.contentMd5().map(Base64.getDecoder()::decode).map(HexFormat.of()::formatHex))
                .isEqualTo(uploaded.md5());
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(uploaded.md5().isPresent()).isEqualTo(size <= 8 * MIB || Integrity.AUTO.sumsMd5(processors));
        long blocks = size <= 8 * MIB ? 0 : Math.ceilDiv(size, 8 * MIB);
        assertThat(bench.blocksSent()).isEqualTo(blocks);
        assertThat(bench.requests("PUT")).hasSize((int) blocks + 1);
    }

    @Test
    void smallFileIsLookedUpAndSentByOneRequestEach() throws Exception {
        bench.upload(bench.file("a.txt", 10)).only();

        assertThat(bench.azure.gateway().requests())
                .filteredOn(request -> !request.path().endsWith(bench.azure.container()))
                .extracting(LoggedRequest::method)
                .containsExactly("HEAD", "PUT");
    }

    @Test
    void folderBecomesNamesWithSlashes() throws Exception {
        List<String> names = List.of(
                "tree/top.txt",
                "tree/a/one.txt",
                "tree/a/b/two.txt",
                "tree/a b/50% + 1#?.txt",
                "tree/.hidden/.file",
                "tree/..dots/..x",
                "tree/%41&=;,'~!()[]{}$@^`");
        names.forEach(name -> bench.file(name, 100));
        Files.createDirectories(directory.resolve("tree/empty/emptier"));
        bench.file("tree/large.bin", 9 * MIB);

        EngineRun run = bench.upload(directory.resolve("tree"));

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.end().uploaded()).isEqualTo(8);
        assertThat(bench.blobs())
                .containsExactlyInAnyOrderElementsOf(run.names())
                .containsAll(names)
                .contains("tree/large.bin");
        for (String name : bench.blobs()) {
            bench.assertSame(name, directory.resolve(name));
        }
    }

    @Test
    void namesTemplatePrefixAndFilterWorkTogether() throws Exception {
        bench.file("in/a/x.csv", 5);
        bench.file("in/b/y.csv", 6);
        bench.file("in/b/y.log", 7);
        UploadRequest plain = bench.request(directory.resolve("in"));

        EngineRun run = bench.upload(plain.under("2026")
                .named(new NameTemplate("{stem}.{ext}", "", Clock.systemUTC()))
                .only(new NameFilter(List.of("*.csv"), List.of())));

        assertThat(bench.blobs()).containsExactly("2026/x.csv", "2026/y.csv");
        assertThat(run.of(UploadEvent.Skipped.class))
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.source()).isEqualTo(directory.resolve("in/b/y.log")));
    }

    @Test
    void shardsTogetherAreTheWhole() throws Exception {
        bench.files("in/f%02d", 20, 10);
        UploadRequest all = bench.request(directory.resolve("in"));

        long found = 0;
        for (int index = 0; index < 3; index++) {
            EngineRun run = bench.upload(all.only(new Shard(index, 3)));
            assertThat(run.end().failed()).isZero();
            found += run.end().found();
        }

        assertThat(found).isEqualTo(20);
        assertThat(bench.blobs()).hasSize(20);
    }

    @Test
    void verifyReadsEveryBlobBack() throws Exception {
        Path small = bench.file("small", 1000);
        Path large = bench.file("large", 9 * MIB);

        EngineRun run = bench.upload(bench.request(small, large).verified(true));

        assertThat(run.end().uploaded()).isEqualTo(2);
        assertThat(bench.requests("GET"))
                .filteredOn(request -> request.path().endsWith("/small"))
                .isNotEmpty();
        assertThat(bench.requests("GET"))
                .filteredOn(request -> request.path().endsWith("/large"))
                .extracting(LoggedRequest::sent)
                .satisfies(sent -> assertThat(
                                sent.stream().mapToLong(Long::longValue).sum())
                        .isGreaterThanOrEqualTo(9 * MIB));
        bench.assertSame("large", large);
    }

    @Test
    void dryRunWritesNothing() throws Exception {
        bench.put("in/there.txt", new byte[] {1});
        bench.file("in/there.txt", 10);
        bench.file("in/new.txt", 20);
        bench.file("in/large.bin", 9 * MIB);
        int before = bench.requests("PUT").size();
        UploadRequest plain = bench.request(directory.resolve("in"));

        EngineRun replace = bench.upload(dry(plain.ifExists(ConflictPolicy.REPLACE)));
        EngineRun keep = bench.upload(dry(plain.ifExists(ConflictPolicy.KEEP_BOTH)));
        EngineRun skip = bench.upload(dry(plain.ifExists(ConflictPolicy.SKIP)));
        EngineRun fail = bench.upload(dry(plain));

        assertThat(planned(replace, "in/there.txt").conflict()).isPresent();
        assertThat(planned(replace, "in/new.txt").conflict()).isEmpty();
        assertThat(planned(replace, "in/large.bin").size()).isEqualTo(9 * MIB);
        assertThat(planned(keep, "in/there (1).txt").conflict()).isPresent();
        assertThat(skip.of(UploadEvent.Skipped.class)).hasSize(1);
        assertThat(fail.problem().code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.requests("PUT")).hasSize(before);
        assertThat(bench.blobs()).containsExactly("in/there.txt");
        assertThat(bench.content("in/there.txt")).containsExactly(1);
    }

    @Test
    void createWritesANewBlobOnly() throws Exception {
        TransferEngine engine = new TransferEngine(bench.store(), bench.settings());
        var target = new BlobPath(bench.azure.container(), "hello.txt");

        engine.create(target, "Hello, World!".getBytes(StandardCharsets.UTF_8), (problem, pause) -> {});

        assertThat(bench.content("hello.txt")).asString().isEqualTo("Hello, World!");
        assertThat(problemOf(() -> engine.create(target, new byte[1], (problem, pause) -> {}))
                        .code())
                .isEqualTo("BlobAlreadyExists");
        assertThat(bench.content("hello.txt")).asString().isEqualTo("Hello, World!");
    }

    private static UploadEvent.Planned planned(EngineRun run, String blob) {
        return run.of(UploadEvent.Planned.class).stream()
                .filter(event -> event.target().name().equals(blob))
                .findFirst()
                .orElseThrow();
    }

    private static UploadRequest dry(UploadRequest request) {
        return request.dry(true);
    }
}
