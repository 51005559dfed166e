package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens when a blob of that name is already there, or comes while the file is sent.
class ConflictIT extends EngineCase {
    private static final int SMALL = 1000;
    private static final int LARGE = 9 * EngineBench.MIB;
    private static final byte[] OLD = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void failKeepsTheOldBlob(int size) throws Exception {
        bench.put("data", OLD);

        EngineRun run = bench.upload(bench.file("data", size));

        assertThat(run.problem().kind()).isEqualTo(Kind.CONFLICT);
        assertThat(run.problem().code()).isEqualTo("BlobAlreadyExists");
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.end().bytesDone()).isZero();
        assertThat(bench.content("data")).isEqualTo(OLD);
        assertThat(bench.blocksSent()).isZero();
        assertNothingDeleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void skipKeepsTheOldBlobAndIsNoFailure(int size) throws Exception {
        bench.put("data", OLD);
        Path there = bench.file("data", size);
        Path fresh = bench.file("fresh", size);

        EngineRun run = bench.upload(bench.request(there, fresh).ifExists(ConflictPolicy.SKIP));

        assertThat(run.of(UploadEvent.Skipped.class))
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.source()).isEqualTo(there));
        assertThat(run.names()).containsExactly("fresh");
        assertThat(run.end().bytesDone()).isEqualTo(size);
        assertThat(bench.content("data")).isEqualTo(OLD);
        bench.assertSame("fresh", fresh);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void replaceTakesTheOldBlobsPlace(int size) throws Exception {
        bench.put("data", OLD);
        Path there = bench.file("data", size);
        Path fresh = bench.file("fresh", size);

        EngineRun run = bench.upload(bench.request(there, fresh).ifExists(ConflictPolicy.REPLACE));

        assertThat(run.names()).containsExactly("data", "fresh");
        bench.assertSame("data", there);
        bench.assertSame("fresh", fresh);
        assertNothingDeleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void keepBothFindsAFreeNameEachTime(int size) throws Exception {
        Path file = bench.file("dir.d/data.tar", size);
        UploadRequest request = bench.request(directory.resolve("dir.d")).ifExists(ConflictPolicy.KEEP_BOTH);

        for (int times = 0; times < 4; times++) {
            bench.upload(request).only();
        }

        List<String> expected =
                List.of("dir.d/data (1).tar", "dir.d/data (2).tar", "dir.d/data (3).tar", "dir.d/data.tar");
        assertThat(bench.blobs()).containsExactlyElementsOf(expected);
        for (String name : expected) {
            bench.assertSame(name, file);
        }
        assertNothingDeleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void replaceLooksAgainWhenSomebodyElseWrites(int size) throws Exception {
        bench.put("data", OLD);
        Path file = bench.file("data", size);
        Gate gate = holdFirstWrite();

        EngineRun run = bench.start(bench.request(file).ifExists(ConflictPolicy.REPLACE));
        gate.awaitArrived(1);
        bench.azure.blobs().put(bench.azure.container(), "data", new byte[] {9});
        gate.open();

        run.await().only();
        bench.assertSame("data", file);
        assertThat(bench.requests("PUT")).extracting(LoggedRequest::status).contains(412);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void replaceWritesWhatSomebodyElseHasDeleted(int size) throws Exception {
        bench.put("data", OLD);
        Path file = bench.file("data", size);
        Gate gate = holdFirstWrite();

        EngineRun run = bench.start(bench.request(file).ifExists(ConflictPolicy.REPLACE));
        gate.awaitArrived(1);
        bench.azure.blobs().delete(bench.azure.container(), "data");
        gate.open();

        run.await().only();
        bench.assertSame("data", file);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void failedOverwriteKeepsTheOldBlob(int size) throws Exception {
        bench.put("data", OLD);
        Path file = bench.file("data", size);
        RequestMatcher last = RequestMatcher.method("PUT").path("/data$");
        bench.azure
                .gateway()
                .on(size == LARGE ? last.query("comp=blocklist") : last)
                .answer(412, "LeaseIdMissing");

        EngineRun run = bench.upload(bench.request(file).ifExists(ConflictPolicy.REPLACE));

        assertThat(run.problem().code()).isEqualTo("LeaseIdMissing");
        assertThat(bench.content("data")).isEqualTo(OLD);
        assertNothingDeleted();
    }

    @Test
    void blobCreatedDuringALargeUploadIsNotOverwritten() throws Exception {
        Path file = bench.file("data", LARGE);
        Gate gate = holdFirstWrite();

        EngineRun run = bench.start(bench.request(file));
        gate.awaitArrived(1);
        bench.azure.blobs().put(bench.azure.container(), "data", OLD);
        gate.open();

        assertThat(run.await().problem().code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.content("data")).isEqualTo(OLD);
    }

    @Test
    void twoRunsAtOnceBringEachFileOnce() throws Exception {
        bench.files("in/small%02d", 20, SMALL);
        bench.files("in/large%d", 3, LARGE);
        UploadRequest request = bench.request(directory.resolve("in"));
        // Holds the first writes back, so that both runs are under way before any has ended.
        Gate gate = bench.azure.gateway().on(RequestMatcher.method("PUT")).hold();

        EngineRun first = bench.start(request);
        gate.awaitArrived(8);
        EngineRun second = bench.start(request);
        gate.awaitArrived(8);
        gate.open();
        first.await();
        second.await();

        assertThat(Stream.of(first, second).flatMap(run -> run.names().stream()).sorted())
                .containsExactlyElementsOf(bench.blobs());
        assertThat(bench.blobs()).hasSize(23);
        for (String name : bench.blobs()) {
            bench.assertSame(name, directory.resolve(name));
        }
        assertThat(Stream.of(first, second).flatMap(r -> r.of(UploadEvent.Failed.class).stream()))
                .hasSize(23)
                .allSatisfy(failed -> assertThat(failed.problem().code())
                        .as(failed.toString())
                        .isEqualTo("BlobAlreadyExists"));
        assertNothingDeleted();
    }

    @Test
    void twoReplacingRunsLeaveOneOfTheTwoContents() throws Exception {
        Path one = bench.file("one/data", LARGE);
        Path two = bench.file("two/data", LARGE);
        bench.put("data", OLD);
        Gate gate = bench.azure
                .gateway()
                .on(RequestMatcher.method("PUT").query("comp=blocklist"))
                .times(2)
                .hold();

        EngineRun first = bench.start(bench.request(one).ifExists(ConflictPolicy.REPLACE));
        EngineRun second = bench.start(bench.request(two).ifExists(ConflictPolicy.REPLACE));
        gate.awaitArrived(2);
        gate.open();

        assertThat(first.await().end().uploaded()).as(first.events().toString()).isEqualTo(1);
        assertThat(second.await().end().uploaded())
                .as(second.events().toString())
                .isEqualTo(1);
        assertThat(bench.content("data")).isIn(Files.readAllBytes(one), Files.readAllBytes(two));
    }

    /// Holds the first write of the run: the blob has been looked up by then.
    private Gate holdFirstWrite() {
        return bench.azure
                .gateway()
                .on(RequestMatcher.method("PUT").path("/data$"))
                .times(1)
                .hold();
    }

    private void assertNothingDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }
}
