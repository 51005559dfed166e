package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.sandbox.FaultOrder;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// 200 files of mixed sizes through a gateway that spoils many of the requests: every file arrives,
/// once and byte by byte, or the run ends with the cause; nothing is deleted.
///
/// One test takes a minute by itself. It has a sandbox of its own, begins first and is looked at
/// last.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
    private static final int COUNT = MixedFiles.COUNT;
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");
    private static final RequestMatcher COMMIT = PUT.query("comp=blocklist");

    private static Sandbox elsewhere;
    private static FutureTask<EngineRun> minute;

    @TempDir
    private Path directory;

    private EngineBench bench;
    private MixedFiles files;
    private Path in;

    @BeforeAll
    static void cutTheNetworkElsewhere(@TempDir Path directory) {
        elsewhere = Sandbox.start();
        minute = new FutureTask<>(() -> minuteWithoutNetwork(directory));
        Thread.startVirtualThread(minute);
    }

    @AfterAll
    static void end() {
        minute.cancel(true);
        elsewhere.close();
    }

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
        files = MixedFiles.write(bench, directory);
        in = files.folder();
    }

    @AfterEach
    void nothingWasDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }

    /// @param order for the requests it is given
    private static Arguments fault(String name, Consumer<FaultOrder> order) {
        return Arguments.of(name, order);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("reset in the middle of the body", FaultOrder::reset),
                fault("silence, then a dropped connection", f -> f.stall(Duration.ofMillis(500))),
                fault("slow loris", f -> f.slowLoris(Duration.ofMillis(100))),
                fault("500", f -> f.answer(500, "InternalError")),
                fault("503", f -> f.answer(503, "ServerBusy")),
                fault("503 with Retry-After", f -> f.answer(503, "ServerBusy", Map.of("Retry-After", "1"))),
                fault("answer lost after the write", FaultOrder::applyThenReset),
                fault("answer cut off after the write", FaultOrder::truncate));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFileArrives(String name, Consumer<FaultOrder> fault) throws Exception {
        fault.accept(bench.azure.gateway().on(PUT.path("[05]$")).times(20));
        fault.accept(bench.azure.gateway().on(PUT.query("comp=block")).times(2));
        fault.accept(bench.azure.gateway().on(COMMIT).times(1));

        files.assertComplete(bench.upload(in));
    }

    @Test
    void whatIsDamagedOnTheWayIsSentAgain() throws Exception {
        // Each file once: who is damaged three times in a row is given up.
        for (int file = 1; file <= 20; file++) {
            bench.azure
                    .gateway()
                    .on(PUT.path("f%03d$".formatted(file)))
                    .times(1)
                    .damage();
        }
        bench.azure.gateway().on(PUT.query("comp=block")).times(2).damage();

        EngineRun run = bench.upload(in);

        files.assertComplete(run);
        assertThat(run.retries())
                .filteredOn(retry -> retry.problem().code().equals("Crc64Mismatch"))
                .as("of %s, after %s", run.retries(), bench.azure.gateway().requests())
                .hasSize(22);
    }

    @Test
    void connectionThatSaysNothingEverIsGivenUp() throws Exception {
        bench.silentFor(Duration.ofSeconds(3));
        bench.azure.gateway().on(PUT.path("f00[1-4]$")).times(4).stall(Duration.ofMinutes(2));
        bench.azure.gateway().on(PUT.query("comp=block")).times(1).stall(Duration.ofMinutes(2));

        EngineRun run = bench.upload(in);

        files.assertComplete(run);
        assertThat(run.retries()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void networkThatIsDownForAMinuteIsOutlasted() throws Exception {
        assertThat(minute.get(5, TimeUnit.MINUTES).retries()).isNotEmpty();
    }

    private static EngineRun minuteWithoutNetwork(Path directory) throws Exception {
        EngineBench bench = new EngineBench(directory, elsewhere);
        MixedFiles files = MixedFiles.write(bench, directory);
        Gate gate = bench.holdAfter(8);
        EngineRun run = bench.start(bench.request(files.folder()));
        bench.cut(run, gate);
        Thread.sleep(Duration.ofMinutes(1));
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        elsewhere.gateway().start();
        files.assertComplete(run.await());
        assertThat(bench.requests("DELETE")).isEmpty();
        return run;
    }

    @Test
    void nameThatIsUnknownForAWhileIsOutlasted() throws Exception {
        URI account = URI.create(bench.azure.accountUrl());
        String name = bench.azure.accountName() + ".blob.sandbox.invalid";
        String known = "127.0.0.1 " + name + "\n";
        Path hosts = Files.writeString(directory.resolve("hosts"), known);
        Gate gate = bench.holdAfter(8);

        EngineProcess process = EngineProcess.start(
                "https://" + name + ":" + account.getPort(),
                in,
                4,
                64,
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0");
        await().until(() -> process.said().contains("Uploaded["));
        Files.writeString(hosts, "");
        // What is connected needs no name.
        bench.cut(gate);
        bench.azure.gateway().start();
        await().until(() -> process.said().contains("unknown-host"));
        Files.writeString(hosts, known);

        assertThat(process.output()).contains("DONE uploaded=" + COUNT + " failed=0");
        assertThat(bench.blobs()).hasSize(COUNT);
        bench.assertSame("in/large", in.resolve("large"));
    }

    @Test
    void refusedTokensAreRenewed() throws Exception {
        String challenge = "Bearer authorization_uri=%s%s/oauth2/authorize resource_id=%s"
                .formatted(
                        bench.azure.identityProvider().authorityHost(),
                        bench.azure.identityProvider().tenantId(),
                        "https://storage.azure.com");
        bench.azure
                .gateway()
                .on(PUT.path("[05]$"))
                .times(3)
                .answer(401, "InvalidAuthenticationInfo", Map.of("WWW-Authenticate", challenge));

        files.assertComplete(bench.upload(in));
    }

    @Test
    void missingRoleEndsTheRunWithItsCause() throws Exception {
        bench.azure.gateway().on(PUT).times(30).delay(Duration.ZERO);
        bench.azure.gateway().on(PUT).answer(403, "AuthorizationPermissionMismatch");

        EngineRun run = bench.upload(in);

        assertThat(run.state()).isEqualTo(RunState.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.DENIED_BY_ROLE);
        assertThat(run.end().left()).isPositive();
        files.assertArrived(run);
    }

    @Test
    void threeDamagedTransfersInARowAreReportedAndTheOthersArrive() throws Exception {
        bench.azure.gateway().on(PUT.path("f100$")).damage();

        EngineRun run = bench.upload(in);

        assertThat(run.problem().code()).isEqualTo("damaged-on-the-way");
        assertThat(run.problem().detail()).contains("still intact here");
        assertThat(run.retries())
                .filteredOn(retry -> retry.problem().code().equals("Crc64Mismatch"))
                .hasSize(2);
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.end().uploaded()).isEqualTo(COUNT - 1);
        files.assertArrived(run);
    }
}
