package dev.blobdrop.core.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.TestRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is sent and asked for names that are taken: no body, and far fewer requests than names.
@Timeout(120)
class NameLookupTest {
    private static final int MANY = 3_000;

    @TempDir
    private Path folder;

    private final TestRuns runs = new TestRuns();

    private Path files(String name, int count) throws IOException {
        Path into = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            Path file = Files.writeString(into.resolve("%05d.txt".formatted(i)), "file " + i);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        return into;
    }

    private long requests() {
        return runs.store.requests().size();
    }

    private void again() {
        runs.store.forget();
        runs.events.clear();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"FAIL", "SKIP", "IF_NEWER", "IF_DIFFERENT"})
    void secondRunOverManyFilesSendsNothingAndAsksFewTimes(ConflictPolicy policy) throws Exception {
        UploadRequest request = TestRuns.request(files("in", MANY)).ifExists(policy);
        UploadSnapshot first = runs.run(request);
        assertThat(first.uploaded()).as(runs.events.toString()).isEqualTo(MANY);
        assertThat(requests()).as("of the first run").isLessThan(MANY + 50);
        again();
        UploadSnapshot second = runs.run(request);
        assertThat(second.uploaded()).isZero();
        assertThat(second.bytesDone()).isZero();
        assertThat(runs.store.count("put")).isZero();
        assertThat(runs.store.count("stage")).isZero();
        assertThat(requests()).as("of the second run").isLessThan(MANY / 10);
        assertThat(second.failed()).isEqualTo(policy == ConflictPolicy.FAIL ? MANY : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"FAIL", "SKIP", "KEEP_BOTH"})
    void singleFileThatIsThereIsAskedForByItsName(ConflictPolicy policy) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "mine");
        runs.store.place("a.txt", new byte[] {1});
        runs.run(TestRuns.request(file).ifExists(policy));
        assertThat(runs.store.requests())
                .filteredOn(request -> request.path().name().equals("a.txt"))
                .extracting(InMemoryBlobStore.Request::verb)
                .containsExactly("find");
        assertThat(runs.store.count("list")).isZero();
    }

    @Test
    void manyFoldersWithFewFilesEachAreListedTogether() throws Exception {
        int folders = 400;
        for (int i = 0; i < folders; i++) {
            files("in/%03d".formatted(i), 5);
        }
        UploadRequest request = TestRuns.request(folder.resolve("in")).ifExists(ConflictPolicy.SKIP);
        runs.run(request);
        again();
        assertThat(runs.run(request).skipped()).isEqualTo(folders * 5);
        assertThat(runs.store.count("put")).isZero();
        assertThat(requests()).isLessThan(folders);
    }

    @Test
    void containerFullOfOtherBlobsIsNotReadToItsEnd() throws Exception {
        int others = 100_000;
        for (int i = 0; i < others; i++) {
            runs.store.place("in/%06d".formatted(i), new byte[0]);
        }
        UploadRequest request = TestRuns.request(files("in", 2_000)).ifExists(ConflictPolicy.SKIP);
        assertThat(runs.run(request).uploaded()).isEqualTo(2_000);
        assertThat(runs.store.count("list")).as("pages of up to 5,000").isLessThan(15);
    }

    @Test
    void blobsBesideAndBelowAreNotReadForAFlatFolder() throws Exception {
        for (int i = 0; i < 30_000; i++) {
            runs.store.place("archive/%06d".formatted(i), new byte[0]);
        }
        files(".", 1_000);
        UploadRequest flat = TestRuns.request(folder.resolve(".")).ifExists(ConflictPolicy.SKIP);
        runs.run(flat);
        again();
        assertThat(runs.run(flat).skipped()).isEqualTo(1_000);
        assertThat(requests()).isLessThan(100);
    }

    @Test
    void nameThatIsTakenAfterTheListingIsNotOverwritten() throws Exception {
        Path in = files("in", 100);
        runs.store.before(request -> {
            if (request.verb().equals("put")) {
                runs.store.place(request.path().name(), new byte[] {7});
            }
        });
        UploadSnapshot last = runs.run(TestRuns.request(in).ifExists(ConflictPolicy.SKIP));
        assertThat(last.skipped()).isEqualTo(100);
        assertThat(runs.store.content("in/00099.txt")).containsExactly(7);
    }

    @Test
    void listingThatIsRefusedOrBreaksIsNoTrouble() throws Exception {
        Path in = files("in", 300);
        UploadRequest request = TestRuns.request(in).ifExists(ConflictPolicy.SKIP);
        runs.run(request);
        for (String code : new String[] {"AuthorizationPermissionMismatch", "InternalError"}) {
            again();
            runs.store.before(asked -> {
                if (asked.verb().equals("list")) {
                    throw InMemoryBlobStore.refusal(code);
                }
            });
            assertThat(runs.run(request).skipped()).as(code).isEqualTo(300);
            assertThat(runs.store.count("put")).isZero();
            assertThat(runs.store.count("list")).isEqualTo(3);
            assertThat(runs.events).noneMatch(UploadEvent.Retrying.class::isInstance);
        }
    }

    @Test
    void dryRunAsksFewTimesToo() throws Exception {
        UploadRequest request = TestRuns.request(files("in", MANY)).ifExists(ConflictPolicy.SKIP);
        runs.run(request);
        again();
        assertThat(runs.run(TestRuns.dry(request)).skipped()).isEqualTo(MANY);
        assertThat(requests()).isLessThan(MANY / 10);
    }

    @Test
    void keepBothLooksUpTheFreeNameBeforeItSends() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "mine");
        for (String name : new String[] {"a.txt", "a (1).txt", "a (2).txt"}) {
            runs.store.place(name, new byte[] {1});
        }
        runs.run(TestRuns.request(file).ifExists(ConflictPolicy.KEEP_BOTH));
        assertThat(runs.store.names()).contains("a (3).txt");
        assertThat(runs.store.count("put")).isEqualTo(1);
    }

    @Test
    void missingContainerEndsTheRunBeforeABodyIsSent() throws Exception {
        runs.store.before(request -> {
            throw InMemoryBlobStore.refusal("ContainerNotFound");
        });
        UploadSnapshot last = runs.run(TestRuns.request(files("in", 50)));
        assertThat(last.stoppedBy()).map(Problem::kind).hasValue(Problem.Kind.NOT_FOUND);
        assertThat(runs.store.count("put")).isZero();
    }
}
