package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.local.FileBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Answers that are lost, bytes that are damaged, and files that change: what is believed then.
@Timeout(120)
class UploadInDoubtTest {
    private static final byte[] OTHER = FileBench.OTHER;

    private final FileBench bench;

    UploadInDoubtTest(@TempDir Path folder) throws IOException {
        bench = new FileBench(folder);
    }

    @Test
    void putWhoseAnswerWasLostCountsAsDone() throws Exception {
        bench.store.after(FileBench.once("put", "OperationTimedOut"));
        assertThat(bench.runs.run(TestRuns.request(bench.small)).uploaded()).isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("mine");
        assertThat(bench.store.count("put")).isEqualTo(1);
    }

    @Test
    void replacingPutWhoseAnswerWasLostCountsAsDone() throws Exception {
        bench.store.place("a.txt", OTHER);
        bench.store.after(FileBench.once("put", "OperationTimedOut"));
        assertThat(bench.runs
                        .run(TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE))
                        .uploaded())
                .isEqualTo(1);
        assertThat(bench.content("a.txt")).isEqualTo("mine");
        assertThat(bench.store.count("put")).isEqualTo(1);
    }

    @Test
    void keepBothDoesNotKeepTwoCopiesWhenAnAnswerWasLost() throws Exception {
        bench.store.after(FileBench.once("put", "OperationTimedOut"));
        bench.runs.run(TestRuns.request(bench.small).ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(bench.store.names()).containsExactly("a.txt");
    }

    @Test
    void commitWhoseAnswerWasLostCountsAsDone() throws Exception {
        bench.store.after(FileBench.once("commit", "OperationTimedOut"));
        assertThat(bench.runs.run(TestRuns.request(bench.largeFile())).uploaded())
                .isEqualTo(1);
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
        assertThat(bench.store.count("commit")).isEqualTo(1);
    }

    @Test
    void blobOfSomebodyElseIsNotTakenForOursAfterALostRequest() throws Exception {
        AtomicBoolean struck = new AtomicBoolean();
        bench.store.before(request -> {
            if (request.verb().equals("put") && struck.compareAndSet(false, true)) {
                bench.store.place("a.txt", OTHER);
                throw InMemoryBlobStore.refusal("OperationTimedOut");
            }
        });
        assertThat(bench.failure(TestRuns.request(bench.small)).code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }

    @Test
    void verifyFindsBytesThatAreNotOurs() throws Exception {
        bench.store.before(request -> {
            if (request.verb().equals("read")) {
                bench.store.place("a.txt", OTHER);
            }
        });
        UploadRequest request = TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE);
        assertThat(bench.failure(request.verified(true)).code()).isEqualTo("verify-failed");
        assertThat(bench.store.count("put")).isEqualTo(1);
    }

    @Test
    void fileThatChangesWhileItsBlocksAreSentIsNotCommitted() throws Exception {
        Path file = bench.largeFile();
        AtomicBoolean changed = new AtomicBoolean();
        bench.store.before(request -> {
            if (request.verb().equals("stage") && changed.compareAndSet(false, true)) {
                append(file);
            }
        });
        Problem problem = bench.failure(TestRuns.request(file));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
        assertThat(bench.store.names()).isEmpty();
        assertThat(bench.store.count("commit")).isZero();
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void fileThatChangedIsReadAgainWhereThatIsAskedFor() throws Exception {
        Path file = bench.largeFile();
        AtomicBoolean changed = new AtomicBoolean();
        bench.store.before(request -> {
            if (request.verb().equals("stage") && changed.compareAndSet(false, true)) {
                append(file);
            }
        });
        bench.runs.run(TestRuns.request(file).ifChanged(IfChanged.RETRY));
        assertThat(bench.store.content("large.bin")).isEqualTo(Files.readAllBytes(file));
        assertThat(bench.store.count("stage")).as("only the last block again").isEqualTo(4);
        assertThat(bench.runs.only(UploadEvent.Retrying.class).problem().kind()).isEqualTo(Problem.Kind.SOURCE_CHANGED);
    }

    @Test
    void fileThatGrewIsUploadedAsItWasWhereThatIsAskedFor() throws Exception {
        Path file = bench.largeFile();
        bench.store.before(request -> {
            if (request.verb().equals("stage")) {
                append(file);
            }
        });
        bench.runs.run(TestRuns.request(file).ifChanged(IfChanged.PREFIX));
        assertThat(bench.store.content("large.bin")).isEqualTo(bench.large());
    }

    @Test
    void memoryThatIsBrokenIsNamedAfterThreeDamagedTransfers() throws Exception {
        bench.store.before(request -> {
            if (request.verb().equals("put")) {
                throw InMemoryBlobStore.refusal("Crc64Mismatch");
            }
        });
        Problem problem = bench.failure(TestRuns.request(bench.small));
        assertThat(problem.code()).isEqualTo("damaged-on-the-way");
        assertThat(problem.retryable()).isFalse();
        assertThat(bench.store.count("put")).isEqualTo(3);
    }
}
