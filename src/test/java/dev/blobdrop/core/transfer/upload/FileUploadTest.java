package dev.blobdrop.core.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Integrity;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.TestRuns;
import dev.blobdrop.core.transfer.local.FileBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One file against the blobs that are there, and against whoever writes them meanwhile.
@Timeout(120)
class FileUploadTest {
    private static final byte[] OTHER = FileBench.OTHER;

    private final FileBench bench;

    FileUploadTest(@TempDir Path folder) throws IOException {
        bench = new FileBench(folder);
    }

    @Test
    void existingBlobIsLeftAloneByDefault() throws Exception {
        bench.store.place("a.txt", OTHER);
        assertThat(bench.failure(TestRuns.request(bench.small)).code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }

    @Test
    void skipSaysWhatIsThere() throws Exception {
        bench.store.place("a.txt", OTHER);
        UploadSnapshot last = bench.runs.run(TestRuns.request(bench.small).ifExists(ConflictPolicy.SKIP));
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(last.bytesDone()).isZero();
        assertThat(bench.runs.only(UploadEvent.Skipped.class).reason()).isEqualTo("already there as a.txt");
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }

    @Test
    void replaceWritesOverWhatItHasSeen() throws Exception {
        bench.store.place("a.txt", OTHER);
        bench.runs.run(TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE));
        assertThat(bench.content("a.txt")).isEqualTo("mine");
    }

    @Test
    void replaceLooksAgainWhenSomebodyWroteMeanwhile() throws Exception {
        bench.store.place("a.txt", OTHER);
        AtomicInteger puts = new AtomicInteger();
        bench.store.before(request -> {
            if (request.verb().equals("put") && puts.incrementAndGet() <= 2) {
                bench.store.place("a.txt", "race".getBytes(StandardCharsets.UTF_8));
            }
        });
        bench.runs.run(TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE));
        assertThat(bench.content("a.txt")).isEqualTo("mine");
        assertThat(puts).hasValue(3);
    }

    @Test
    void replaceGivesUpAfterFiveRaces() throws Exception {
        bench.store.before(request -> {
            if (request.verb().equals("put")) {
                bench.store.place("a.txt", OTHER);
            }
        });
        assertThat(bench.failure(TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE))
                        .kind())
                .isEqualTo(Problem.Kind.CONFLICT);
        assertThat(bench.store.count("put")).isEqualTo(5);
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }

    @Test
    void replaceDoesNotTryAgainWhereTryingCannotHelp() throws Exception {
        bench.store.place("a.txt", OTHER);
        bench.store.before(request -> {
            if (request.verb().equals("put")) {
                throw InMemoryBlobStore.refusal("LeaseIdMissing");
            }
        });
        assertThat(bench.failure(TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE))
                        .code())
                .isEqualTo("LeaseIdMissing");
        assertThat(bench.store.count("put")).isEqualTo(1);
    }

    @Test
    void keepBothTakesTheFirstFreeName() throws Exception {
        bench.store.place("a.txt", OTHER);
        bench.store.place("a (1).txt", OTHER);
        bench.runs.run(TestRuns.request(bench.small).ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(bench.content("a (2).txt")).isEqualTo("mine");
        assertThat(bench.content("a.txt")).isEqualTo("other");
        assertThat(bench.runs.only(UploadEvent.Uploaded.class).target().name()).isEqualTo("a (2).txt");
    }

    @Test
    void smallFileIsReplacedOnlyWhereItsContentDiffers() throws Exception {
        UploadRequest request = TestRuns.request(bench.small).ifExists(ConflictPolicy.IF_DIFFERENT);
        bench.store.place("a.txt", "mine".getBytes(StandardCharsets.UTF_8));
        assertThat(bench.runs.run(request).skipped()).isEqualTo(1);
        assertThat(bench.store.count("put")).isZero();
        bench.runs.events.clear();
        bench.store.place("a.txt", "miss".getBytes(StandardCharsets.UTF_8));
        assertThat(bench.runs.run(request).uploaded()).isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("mine");
    }

    @Test
    void fileIsReplacedOnlyWhereItIsNewer() throws Exception {
        UploadRequest request = TestRuns.request(bench.small).ifExists(ConflictPolicy.IF_NEWER);
        bench.store.place("a.txt", OTHER, Instant.now().plusSeconds(60));
        assertThat(bench.runs.run(request).skipped()).isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("other");
        bench.runs.events.clear();
        bench.store.place("a.txt", OTHER, Instant.now().minusSeconds(60));
        assertThat(bench.runs.run(request).uploaded()).isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("mine");
        bench.runs.events.clear();
        bench.store.place("a.txt", OTHER, Instant.now().minusSeconds(60));
        UploadSnapshot dry = bench.runs.run(TestRuns.dry(request));
        assertThat(dry.uploaded()).isEqualTo(1);
        assertThat(bench.runs.only(UploadEvent.Planned.class).conflict()).hasValue("replaces an older blob there");
    }

    @ParameterizedTest
    @EnumSource(Integrity.class)
    void checksumsAreThoseAskedFor(Integrity integrity) throws Exception {
        bench.runs.run(TestRuns.request(bench.largeFile()).with(integrity).verified(true));
        boolean stored = bench.store
                .find(new BlobPath("data", "large.bin"))
                .orElseThrow()
                .md5()
                .isPresent();
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(stored).isEqualTo(integrity.sumsMd5(processors));
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
    }
}
