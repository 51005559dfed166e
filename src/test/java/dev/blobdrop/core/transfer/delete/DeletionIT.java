package dev.blobdrop.core.transfer.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.CountedBlobs;
import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionEvent.Deleted;
import dev.blobdrop.core.transfer.DeletionEvent.Failed;
import dev.blobdrop.core.transfer.DeletionEvent.Retrying;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Deletion;
import dev.blobdrop.core.transfer.engine.EngineBench;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.core.transfer.flow.HostLimiter;
import dev.blobdrop.sandbox.FaultOrder;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A folder of 60 blobs is deleted while the service and the way to it are in trouble: all of them
/// go, or the run ends with the cause, and what lies beside the folder stays.
@Timeout(120)
class DeletionIT {
    private static final int COUNT = 60;
    private static final RequestMatcher DELETE = RequestMatcher.method("DELETE");

    @TempDir
    private Path directory;

    private final List<DeletionEvent> events = new CopyOnWriteArrayList<>();
    private EngineBench bench;
    private Sandbox azure;

    @BeforeEach
    void blobs() {
        bench = new EngineBench(directory);
        azure = bench.azure;
        for (int i = 0; i < COUNT; i++) {
            bench.put("in/f%02d".formatted(i), new byte[] {1, 2, 3});
        }
        bench.put("input", new byte[] {4});
    }

    private Deletion start() {
        return new TransferEngine(bench.store(), bench.settings())
                .delete(DeletionRequest.of(azure.container(), List.of(), List.of("in/")), events::add);
    }

    private DeletionSnapshot end(Deletion deletion) throws InterruptedException {
        assertThat(deletion.await(Duration.ofSeconds(100))).as("ends in time").isTrue();
        DeletionSnapshot last = deletion.snapshot();
        assertThat(all(Deleted.class)).hasSize((int) last.deleted());
        assertThat(all(Failed.class)).hasSize((int) last.failed());
        return last;
    }

    private <T extends DeletionEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void assertAllGone(DeletionSnapshot last) {
        assertThat(last.state()).as(events.toString()).isEqualTo(RunState.DONE);
        assertThat(last.deleted()).isEqualTo(COUNT);
        assertThat(last.failed()).isZero();
        assertThat(bench.blobs()).containsExactly("input");
    }

    private static Arguments fault(String name, Consumer<FaultOrder> order) {
        return Arguments.of(name, order);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("503", order -> order.answer(503, "ServerBusy")),
                fault("500", order -> order.answer(500, "InternalError")),
                fault("reset before it is applied", FaultOrder::reset),
                fault("reset after it is applied", FaultOrder::applyThenReset),
                fault("answer cut off", FaultOrder::truncate));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyBlobIsDeleted(String name, Consumer<FaultOrder> fault) throws Exception {
        fault.accept(azure.gateway().on(DELETE).times(15));

        assertAllGone(end(start()));

        assertThat(all(Retrying.class)).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void tokenThatExpiresIsRenewed() throws Exception {
        azure.gateway().on(DELETE).delay(Duration.ofMillis(20));
        Deletion deletion = start();
        await().until(() -> deletion.snapshot().deleted() > 0);
        azure.identityProvider().accessTokens().expireAll();

        assertAllGone(end(deletion));
    }

    @Test
    void networkThatIsGoneForSomeSecondsIsOutlasted() throws Exception {
        azure.gateway().on(DELETE).delay(Duration.ofMillis(60));
        Deletion deletion = start();
        await().until(() -> deletion.snapshot().deleted() > 0);
        azure.gateway().stop();
        await().until(() -> !all(Retrying.class).isEmpty());
        azure.gateway().start();

        assertAllGone(end(deletion));
    }

    @Test
    void missingRoleStopsTheRunAtOnce() throws Exception {
        azure.gateway().on(DELETE).times(10).delay(Duration.ofMillis(30));
        azure.gateway().on(DELETE).answer(403, "AuthorizationPermissionMismatch");

        DeletionSnapshot last = end(start());

        assertThat(last.state()).isEqualTo(RunState.STOPPED);
        assertThat(last.stoppedBy()).map(Problem::kind).contains(Problem.Kind.DENIED_BY_ROLE);
        assertThat(last.deleted()).isEqualTo(10);
        assertThat(last.failed()).isBetween(1L, (long) HostLimiter.START);
        assertThat(bench.requests("DELETE")).hasSize(10 + (int) last.failed());
        assertThat(bench.blobs()).hasSize(COUNT + 1 - 10);
    }

    @Test
    void whatWasWrittenSinceItWasCountedStays() throws Exception {
        TransferEngine engine = new TransferEngine(bench.store(), bench.settings());
        DeletionRequest request = DeletionRequest.of(azure.container(), List.of("input"), List.of("in/"));
        CountedBlobs counted = new CountedBlobs();
        engine.delete(request.dry(true), counted).await();
        bench.put("in/f07", new byte[] {7});
        bench.put("in/new", new byte[] {8});

        DeletionSnapshot last = end(engine.delete(request.only(counted), events::add));

        assertThat(counted.number()).isEqualTo(COUNT + 1);
        assertThat(last.deleted()).isEqualTo(COUNT);
        assertThat(last.skipped()).isEqualTo(1);
        assertThat(all(Failed.class)).extracting(Failed::name).containsExactly("in/f07");
        assertThat(bench.blobs()).containsExactly("in/f07", "in/new");
    }
}
