package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.TransferSnapshot.State;
import dev.blobdrop.sandbox.FaultOrder;
import dev.blobdrop.sandbox.RequestMatcher;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// 200 files of mixed sizes through a gateway that spoils many of the requests: every file arrives,
/// once and byte by byte, or the run ends with the cause; nothing is deleted.
class FaultsIT {
    private static final int COUNT = 200;
    private static final int LARGE = 17 * EngineBench.MIB;
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");
    private static final RequestMatcher COMMIT = PUT.query("comp=blocklist");

    @TempDir private Path directory;
    private EngineBench bench;
    private Path in;

    @BeforeEach
    void open() {
        bench = new EngineBench(directory);
        in = directory.resolve("in");
        for (int number = 0; number < COUNT - 1; number++) {
            bench.file("in/d%d/f%03d".formatted(number % 7, number), number * 37L % 5000);
        }
        bench.file("in/large", LARGE);
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
                fault("silence, then a dropped connection", f -> f.stall(Duration.ofSeconds(2))),
                fault("slow loris", f -> f.slowLoris(Duration.ofMillis(100))),
                fault("500", f -> f.answer(500, "InternalError")),
                fault("503", f -> f.answer(503, "ServerBusy")),
                fault(
                        "503 with Retry-After",
                        f -> f.answer(503, "ServerBusy", Map.of("Retry-After", "1"))),
                fault("answer lost after the write", FaultOrder::applyThenReset),
                fault("answer cut off after the write", FaultOrder::truncate));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFileArrives(String name, Consumer<FaultOrder> fault) throws Exception {
        fault.accept(bench.azure.gateway().on(PUT.path("[05]$")).times(20));
        fault.accept(bench.azure.gateway().on(PUT.query("comp=block")).times(2));
        fault.accept(bench.azure.gateway().on(COMMIT).times(1));

        assertComplete(bench.upload(in));
    }

    @Test
    void whatIsDamagedOnTheWayIsSentAgain() throws Exception {
        bench.azure.gateway().on(PUT.path("[05]$")).times(20).damage();
        bench.azure.gateway().on(PUT.query("comp=block")).times(2).damage();

        EngineRun run = bench.upload(in);

        assertComplete(run);
        assertThat(run.retries())
                .filteredOn(retry -> retry.problem().code().equals("Crc64Mismatch"))
                .hasSize(22);
    }

    @Test
    void connectionThatSaysNothingEverIsGivenUp() throws Exception {
        bench.silentFor(Duration.ofSeconds(3));
        bench.azure.gateway().on(PUT.path("f00[1-4]$")).times(4).stall(Duration.ofMinutes(2));
        bench.azure.gateway().on(PUT.query("comp=block")).times(1).stall(Duration.ofMinutes(2));

        EngineRun run = bench.upload(in);

        assertComplete(run);
        assertThat(run.retries()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void networkThatIsDownForAMinuteIsOutlasted() throws Exception {
        bench.azure.gateway().on(PUT).delay(Duration.ofMillis(60));

        EngineRun run = bench.start(bench.request(in));
        await().until(() -> run.end().uploaded() >= 8);
        bench.azure.gateway().stop();
        Thread.sleep(Duration.ofMinutes(1));
        assertThat(run.state()).isEqualTo(State.RUNNING);
        bench.azure.gateway().start();

        assertThat(run.await().retries()).isNotEmpty();
        assertComplete(run);
    }

    @Test
    void nameThatIsUnknownForAWhileIsOutlasted() throws Exception {
        URI account = URI.create(bench.azure.accountUrl());
        String name = bench.azure.accountName() + ".blob.sandbox.invalid";
        String known = "127.0.0.1 " + name + "\n";
        Path hosts = Files.writeString(directory.resolve("hosts"), known);
        bench.azure.gateway().on(PUT).delay(Duration.ofMillis(60));

        EngineProcess process =
                EngineProcess.start(
                        "https://" + name + ":" + account.getPort(),
                        in,
                        4,
                        64,
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0");
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.requests("PUT").size() >= 8);
        Files.writeString(hosts, "");
        // What is connected needs no name.
        bench.azure.gateway().stop();
        bench.azure.gateway().start();
        await().atMost(Duration.ofSeconds(60)).until(() -> process.said().contains("unknown-host"));
        Files.writeString(hosts, known);

        assertThat(process.output()).contains("DONE uploaded=" + COUNT + " failed=0");
        assertThat(bench.blobs()).hasSize(COUNT);
        bench.assertSame("in/large", in.resolve("large"));
    }

    @Test
    void refusedTokensAreRenewed() throws Exception {
        String challenge =
                "Bearer authorization_uri=%s%s/oauth2/authorize resource_id=%s"
                        .formatted(
                                bench.azure.identityProvider().authorityHost(),
                                bench.azure.identityProvider().tenantId(),
                                "https://storage.azure.com");
        bench.azure
                .gateway()
                .on(PUT.path("[05]$"))
                .times(3)
                .answer(401, "InvalidAuthenticationInfo", Map.of("WWW-Authenticate", challenge));

        assertComplete(bench.upload(in));
    }

    @Test
    void missingRoleEndsTheRunWithItsCause() throws Exception {
        bench.azure.gateway().on(PUT).times(30).delay(Duration.ZERO);
        bench.azure.gateway().on(PUT).answer(403, "AuthorizationPermissionMismatch");

        EngineRun run = bench.upload(in);

        assertThat(run.state()).isEqualTo(State.STOPPED);
        assertThat(run.end().stoppedBy().orElseThrow().kind()).isEqualTo(Kind.DENIED_BY_ROLE);
        assertThat(run.end().left()).isPositive();
        assertArrived(run);
    }

    @Test
    void threeDamagedTransfersInARowAreReportedAndTheOthersArrive() throws Exception {
        bench.azure.gateway().on(PUT.path("f100$")).damage();

        EngineRun run = bench.upload(in);

        assertThat(run.problem().code()).isEqualTo("damaged-on-the-way");
        assertThat(run.problem().detail()).contains("still sound here");
        assertThat(run.retries())
                .filteredOn(retry -> retry.problem().code().equals("Crc64Mismatch"))
                .hasSize(2);
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.end().uploaded()).isEqualTo(COUNT - 1);
        assertArrived(run);
    }

    private void assertComplete(EngineRun run) throws Exception {
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.of(TransferEvent.Failed.class)).isEmpty();
        assertThat(run.end().uploaded()).isEqualTo(COUNT);
        assertThat(bench.blobs()).hasSize(COUNT);
        assertThat(run.end().bytesDone()).isEqualTo(run.end().bytesFound());
        assertArrived(run);
    }

    /// What was reported is there and nothing else, and it is what the files hold.
    private void assertArrived(EngineRun run) throws Exception {
        List<String> names = run.names();
        assertThat(bench.blobs()).containsExactlyElementsOf(names);
        for (String blob : names) {
            byte[] file = Files.readAllBytes(directory.resolve(blob));
            assertThat(Arrays.equals(bench.content(blob), file)).as(blob).isTrue();
        }
    }
}
