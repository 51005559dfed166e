package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.flow.Patience;
import dev.blobdrop.sandbox.FakeCluster;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trouble that would meet every file: it ends the run once, or is outlasted.
class OutageIT {
    private static final int COUNT = 40;
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");

    @TempDir
    private Path directory;

    private EngineBench bench;
    private Sandbox azure;

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
        bench.with(new EngineSettings(4, 64 * EngineBench.MIB, 0, Patience.STANDARD));
        azure = bench.azure;
        bench.files("in/f%02d", COUNT, 500);
    }

    @Test
    void roleThatIsLostStopsTheRunOnce() throws Exception {
        azure.gateway().on(PUT).times(10).delay(Duration.ofMillis(30));
        azure.gateway().on(PUT).answer(403, "AuthorizationPermissionMismatch");

        EngineRun run = bench.upload(in());

        assertStopped(run, Kind.DENIED_BY_ROLE, "AuthorizationPermissionMismatch");
        assertThat(run.end().uploaded()).isEqualTo(10);
        assertThat(run.end().failed()).isBetween(1L, 4L);
        assertThat(bench.requests("PUT")).hasSizeLessThanOrEqualTo(14);
        assertThat(run.retries()).isEmpty();
    }

    @Test
    void firewallStopsTheRunOnce() throws Exception {
        azure.gateway().on(PUT).times(5).delay(Duration.ofMillis(30));
        azure.gateway().on(PUT).answer(403, "AuthorizationFailure");

        EngineRun run = bench.upload(in());

        assertStopped(run, Kind.DENIED_BY_NETWORK, "AuthorizationFailure");
        assertThat(run.end().uploaded()).isEqualTo(5);
    }

    @Test
    void containerThatIsDeletedStopsTheRun() throws Exception {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());
        Gate gate = bench.holdAfter(3);

        EngineRun run = bench.start(bench.request(in()));
        gate.awaitArrived(1);
        azure.blobs().deleteContainer(azure.container());
        gate.open();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(run.end().stoppedBy().orElseThrow().code()).isEqualTo("ContainerNotFound");
        assertThat(run.end().left()).isPositive();
    }

    @Test
    void identityThatIsRefusedStopsTheRunBeforeAnyRequest() throws Exception {
        azure.identityProvider().removeFederatedCredentials();

        EngineRun run = bench.upload(in());

        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.IDENTITY_REFUSED);
        assertThat(run.end().uploaded()).isZero();
        assertThat(run.end().failed()).isBetween(1L, 4L);
        assertThat(bench.requests("PUT")).isEmpty();
    }

    @Test
    void newFederatedCredentialIsWaitedForWhenAsked() throws Exception {
        azure.identityProvider().removeFederatedCredentials();
        Duration minute = Duration.ofMinutes(1);
        bench.with(bench.settings().withPatience(new Patience(minute, minute, minute, Duration.ZERO)));

        EngineRun run = bench.start(bench.request(in()));
        await().until(() -> !run.retries().isEmpty());
        azure.identityProvider()
                .addFederatedCredential(
                        azure.identityProvider().clientId(),
                        azure.cluster().issuer(),
                        azure.cluster().serviceAccount().subject(),
                        FakeCluster.AUDIENCE);

        assertThat(run.await().state()).isEqualTo(RunState.DONE);
        assertThat(bench.blobs()).hasSize(COUNT);
    }

    @Test
    void outageThatStaysEndsTheRunAndKeepsWhatIsDone() throws Exception {
        bench.with(bench.settings().withPatience(EngineBench.SHORT));
        Gate gate = bench.holdAfter(8);

        EngineRun run = bench.start(bench.request(in()));
        bench.cut(run, gate);
        run.await();
        azure.gateway().start();

        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(run.end().stoppedBy().orElseThrow().detail()).contains("Tried for ");
        assertThat(run.end().left()).isPositive();
        assertThat(run.retries()).isNotEmpty();
        assertThat(bench.blobs()).containsAll(run.names());
        for (String name : run.names()) {
            bench.assertSame(name, directory.resolve(name));
        }
    }

    @Test
    void accountThatNeverAnswersIsGivenUpSoon() throws Exception {
        bench.with(bench.settings().withPatience(EngineBench.SHORT));
        azure.gateway().stop();

        EngineRun run = bench.upload(in());

        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().code()).isEqualTo("connection-refused");
        assertThat(run.end().uploaded()).isZero();
        assertThat(run.end().elapsed()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void serviceIsDownBehindItsAddress() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        bench.with(bench.settings().withPatience(new Patience(minute, minute, Duration.ZERO, Duration.ZERO)));
        Gate gate = bench.holdAfter(8);
        EngineRun run = bench.start(bench.request(in()));
        gate.awaitArrived(1);
        azure.azurite().stop();
        gate.open();
        await().until(() -> !run.retries().isEmpty());
        azure.azurite().start();

        assertThat(run.await().state()).isEqualTo(RunState.DONE);
        assertThat(bench.blobs()).hasSize(COUNT);
    }

    /// A limit on bandwidth makes long gaps without any answer; they are no outage.
    @Test
    void patienceBeginsWithTheFirstFailureAndNotBeforeIt() throws Exception {
        bench.with(new EngineSettings(
                1,
                64 * EngineBench.MIB,
                EngineBench.MIB,
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO)));
        Path first = bench.file("first", 1);
        Path slow = bench.file("slow", 2L * EngineBench.MIB);
        azure.gateway().on(PUT.path("/slow$")).times(1).answer(503, "ServerBusy");

        EngineRun run = bench.upload(first, slow);

        assertThat(run.names()).as(run.events().toString()).containsExactly("first", "slow");
        bench.assertSame("slow", slow);
    }

    private Path in() {
        return directory.resolve("in");
    }

    private void assertStopped(EngineRun run, Kind kind, String code) {
        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(kind);
        assertThat(run.end().stoppedBy().orElseThrow().code()).isEqualTo(code);
        assertThat(run.of(UploadEvent.Failed.class))
                .allSatisfy(failed -> assertThat(failed.problem().code()).isEqualTo(code));
        assertThat(run.end().found())
                .isEqualTo(run.end().uploaded() + run.end().failed() + run.end().left());
        assertThat(run.end().left()).isPositive();
        assertThat(bench.blobs()).containsExactlyElementsOf(run.names());
    }
}
