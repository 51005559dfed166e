package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.local.FileBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An identity that may write but not read.
@Timeout(120)
class WriteOnlyRoleTest {
    private static final Set<String> READS = Set.of("find", "list", "blocks", "read");
    private static final byte[] OTHER = FileBench.OTHER;

    private final FileBench bench;
    private final InMemoryBlobStore store;

    WriteOnlyRoleTest(@TempDir Path folder) throws IOException {
        bench = new FileBench(folder);
        store = bench.store;
    }

    @BeforeEach
    void mayNotRead() {
        store.before(request -> {
            if (READS.contains(request.verb())) {
                throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"FAIL", "SKIP", "KEEP_BOTH"})
    void filesOfAnySizeAreUploaded(ConflictPolicy policy) throws Exception {
        UploadRequest request = TestRuns.request(bench.small, bench.largeFile());
        assertThat(bench.runs.run(request.ifExists(policy)).uploaded()).isEqualTo(2);
        assertThat(store.content("large.bin")).isEqualTo(bench.large());
        assertThat(store.count("find")).as("asked once, not for each file").isLessThanOrEqualTo(2);
    }

    @Test
    void manyFilesAreUploadedWithoutALookForEach() throws Exception {
        for (int i = 0; i < 500; i++) {
            Files.writeString(bench.folder.resolve("f" + i), "x");
        }
        assertThat(bench.runs.run(TestRuns.request(bench.folder)).uploaded()).isEqualTo(501);
        assertThat(store.count("find") + store.count("list")).isLessThan(20);
    }

    @Test
    void policiesHoldByTheConditionOfTheWrite() throws Exception {
        store.place("a.txt", OTHER);
        assertThat(bench.failure(TestRuns.request(bench.small)).code()).isEqualTo("BlobAlreadyExists");
        bench.runs.events.clear();
        UploadRequest skip = TestRuns.request(bench.small).ifExists(ConflictPolicy.SKIP);
        UploadSnapshot skipped = bench.runs.run(skip);
        assertThat(skipped.skipped()).isEqualTo(1);
        assertThat(skipped.bytesDone()).isZero();
        bench.runs.events.clear();
        UploadRequest both = TestRuns.request(bench.small).ifExists(ConflictPolicy.KEEP_BOTH);
        assertThat(bench.runs.run(both).uploaded()).isEqualTo(1);
        assertThat(bench.content("a (1).txt")).isEqualTo("mine");
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }

    @ParameterizedTest
    @EnumSource(
            value = ConflictPolicy.class,
            names = {"REPLACE", "IF_NEWER", "IF_DIFFERENT"})
    void whereAReadIsNeededTheProblemSaysWhichAndTheRoleThatSuffices(ConflictPolicy policy) throws Exception {
        Problem problem = bench.failure(TestRuns.request(bench.small).ifExists(policy));
        assertSaysWhatMayNotBeRead(problem);
        assertThat(store.count("put")).isZero();
    }

    private static void assertSaysWhatMayNotBeRead(Problem problem) {
        assertThat(problem.kind()).isEqualTo(Problem.Kind.DENIED_BY_ROLE);
        assertThat(problem.title()).isEqualTo("This identity may not read here");
        assertThat(problem.detail()).contains("Storage Blob Data Reader").doesNotContain("Contributor");
        assertThat(problem.remedy())
                .anyMatch(line -> line.contains("Storage Blob Data Reader"))
                .noneMatch(line -> line.contains("Contributor"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void verifyNeedsToReadBack(boolean large) throws Exception {
        Path file = large ? bench.largeFile() : bench.small;
        UploadSnapshot last = bench.runs.run(TestRuns.request(file).verified(true));
        assertThat(last.failed()).isEqualTo(1);
        Problem problem = bench.runs.only(UploadEvent.Failed.class).problem();
        assertSaysWhatMayNotBeRead(problem);
        assertThat(problem.detail()).contains("is uploaded");
    }

    @Test
    void dryRunNeedsToRead() throws Exception {
        assertSaysWhatMayNotBeRead(bench.failure(TestRuns.dry(TestRuns.request(bench.small))));
    }

    @Test
    void whoMayNotWriteEitherIsToldTheRoleForWriting() throws Exception {
        store.before(request -> {
            throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
        });
        assertThat(bench.failure(TestRuns.request(bench.small)).detail()).contains("Storage Blob Data Contributor");
    }

    /// The service looks at the blob before it looks at the condition, so a name that is taken may
    /// be refused with another code.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LeaseIdMissing",
                "BlobArchived",
                "BlobBeingRehydrated",
                "BlobImmutableDueToPolicy",
                "BlobImmutableDueToLegalHold",
                "InvalidBlobType",
                "ConditionNotMet"
            })
    void protectedBlobIsOneThatIsThere(String code) throws Exception {
        for (Path file : new Path[] {bench.small, bench.largeFile()}) {
            String name = file.getFileName().toString();
            protect(name, code);
            UploadRequest request = TestRuns.request(file);
            bench.runs.events.clear();
            assertThat(bench.runs.run(request.ifExists(ConflictPolicy.SKIP)).skipped())
                    .as(bench.runs.events.toString())
                    .isEqualTo(1);
            bench.runs.events.clear();
            assertThat(bench.failure(request).kind()).isEqualTo(Problem.Kind.CONFLICT);
            bench.runs.events.clear();
            assertThat(bench.runs
                            .run(request.ifExists(ConflictPolicy.KEEP_BOTH))
                            .uploaded())
                    .isEqualTo(1);
        }
        assertThat(store.names()).contains("a (1).txt", "large (1).bin");
    }

    private void protect(String protectedName, String code) {
        store.place(protectedName, OTHER);
        store.before(request -> {
            boolean writes = Set.of("put", "stage", "commit").contains(request.verb());
            if (writes && request.path().name().equals(protectedName)) {
                throw InMemoryBlobStore.refusal(code);
            }
            if (READS.contains(request.verb())) {
                throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"LeaseIdMissing", "BlobArchived", "BlobImmutableDueToPolicy"})
    void replaceSaysWhatIsInTheWayAndHowToFixIt(String code) throws Exception {
        store.place("a.txt", OTHER);
        store.before(request -> {
            if (request.verb().equals("put")) {
                throw InMemoryBlobStore.refusal(code);
            }
        });
        UploadRequest request = TestRuns.request(bench.small).ifExists(ConflictPolicy.REPLACE);
        Problem problem = bench.failure(request);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.remedy()).anyMatch(line -> line.startsWith("az storage "));
        assertThat(bench.content("a.txt")).isEqualTo("other");
    }
}
