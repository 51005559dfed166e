package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.sandbox.FaultOrder;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Trouble that passes is waited out, request by request; an answer that was lost does not make our
/// own blob a conflict.
class FaultIT extends EngineCase {
    private static final int SMALL = 1000;
    private static final int LARGE = 17 * EngineBench.MIB;
    private static final RequestMatcher PUT = RequestMatcher.method("PUT");

    @AfterEach
    void nothingWasDeleted() {
        assertThat(bench.requests("DELETE")).isEmpty();
    }

    static Stream<Arguments> passingTroubles() {
        return Stream.of(
                trouble("connection-lost", FaultOrder::reset),
                trouble("InternalError", fault -> fault.answer(500, "InternalError")),
                trouble("OperationTimedOut", fault -> fault.answer(500, "OperationTimedOut")),
                trouble("ServerBusy", fault -> fault.answer(503, "ServerBusy")),
                trouble("TooManyRequests", fault -> fault.answer(429, "TooManyRequests")),
                trouble("RequestTimeout", fault -> fault.answer(408, "RequestTimeout")),
                trouble("BadGateway", fault -> fault.answer(502, "BadGateway")),
                trouble("Md5Mismatch", fault -> fault.answer(400, "Md5Mismatch")));
    }

    private static Arguments trouble(String code, Consumer<FaultOrder> fault) {
        return Arguments.of(code, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void transientErrorIsWaitedOut(String code, Consumer<FaultOrder> fault) throws Exception {
        Path small = bench.file("small", SMALL);
        Path large = bench.file("large", LARGE);
        fault.accept(bench.azure.gateway().on(PUT.path("/small$")).times(1));
        fault.accept(bench.azure.gateway().on(PUT.query("comp=block")).times(2));
        fault.accept(bench.azure.gateway().on(PUT.query("comp=blocklist")).times(1));

        EngineRun run = bench.upload(small, large);

        assertThat(run.names()).containsExactly("large", "small");
        bench.assertSame("small", small);
        bench.assertSame("large", large);
        assertThat(run.retries()).hasSize(4).allSatisfy(retry -> {
            assertThat(retry.problem().code()).isEqualTo(code);
            assertThat(retry.problem().kind()).isEqualTo(Kind.TRANSIENT);
        });
        assertThat(bench.blocksSent()).isEqualTo(3);
        assertThat(run.end().bytesDone()).isEqualTo(SMALL + LARGE);
    }

    /// The service refuses what it does not want to read, and closes: whatever fails says why, and
    /// nothing waits for an answer that has come long ago.
    @Test
    void refusalThatComesBeforeTheBodyIsReadIsTheOneCause() throws Exception {
        Path[] files = new Path[6];
        for (int i = 0; i < files.length; i++) {
            files[i] = bench.file("file" + i, 5 * EngineBench.MIB);
        }
        bench.azure.gateway().on(PUT).answerEarly(404, "ContainerNotFound");

        EngineRun run = bench.upload(files);

        assertThat(run.of(UploadEvent.Failed.class))
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(failed.problem().code()).isEqualTo("ContainerNotFound"));
        assertThat(bench.requests("PUT"))
                .as("bytes that were read of the bodies")
                .allSatisfy(put -> assertThat(put.received()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void lostAnswerToPutBlobIsNoConflict(ConflictPolicy policy) throws Exception {
        if (policy == ConflictPolicy.REPLACE) {
            bench.put("data", new byte[] {1});
        }
        Path file = bench.file("data", SMALL);
        bench.azure.gateway().on(PUT.path("/data$")).times(1).applyThenReset();

        EngineRun run = bench.upload(bench.request(file).ifExists(policy));

        assertThat(run.only().target().name()).isEqualTo("data");
        assertThat(run.end().bytesDone()).isEqualTo(SMALL);
        assertThat(bench.blobs()).containsExactly("data");
        bench.assertSame("data", file);
    }

    @ParameterizedTest
    @EnumSource
    void lostAnswerToTheCommitIsNoConflict(ConflictPolicy policy) throws Exception {
        if (policy == ConflictPolicy.REPLACE) {
            bench.put("data", new byte[] {1});
        }
        Path file = bench.file("data", LARGE);
        bench.azure.gateway().on(PUT.query("comp=blocklist")).times(1).applyThenReset();

        EngineRun run = bench.upload(bench.request(file).ifExists(policy));

        assertThat(run.only().target().name()).isEqualTo("data");
        assertThat(bench.blobs()).containsExactly("data");
        bench.assertSame("data", file);
        assertThat(bench.blocksSent()).isEqualTo(3);
    }

    @Test
    void lostAnswerToABlockSendsThatBlockAgain() throws Exception {
        Path file = bench.file("data", LARGE);
        bench.azure.gateway().on(PUT.query("comp=block")).times(1).applyThenReset();

        bench.upload(file).only();

        bench.assertSame("data", file);
        assertThat(bench.requests("PUT"))
                .filteredOn(request -> request.query().contains("comp=block&"))
                .hasSize(4);
    }

    @Test
    void readsWithLostAnswersAreRetried() throws Exception {
        Path file = bench.file("data", LARGE);
        bench.azure.gateway().on(RequestMatcher.method("HEAD")).times(1).reset();
        bench.azure
                .gateway()
                .on(RequestMatcher.method("GET").query("comp=blocklist"))
                .times(1)
                .answer(503, "ServerBusy");
        bench.azure
                .gateway()
                .on(RequestMatcher.method("GET").path("/data$"))
                .times(2)
                .reset();

        EngineRun run = bench.upload(bench.request(file).verified(true));

        run.only();
        bench.assertSame("data", file);
    }

    @Test
    void foreignBlobAfterALostRequestStaysAConflict() throws Exception {
        Path file = bench.file("data", SMALL);
        byte[] theirs = new byte[SMALL];
        Arrays.fill(theirs, (byte) 7);
        bench.azure.gateway().on(PUT.path("/data$")).times(1).reset();
        Gate second = bench.azure.gateway().on(PUT.path("/data$")).times(1).hold();

        EngineRun run = bench.start(bench.request(file));
        second.awaitArrived(1);
        bench.put("data", theirs);
        second.open();

        assertThat(run.await().problem().code()).isEqualTo("BlobAlreadyExists");
        assertThat(bench.content("data")).isEqualTo(theirs);
    }

    @Test
    void tokenRefusedOnceIsRenewed() throws Exception {
        String challenge = "Bearer authorization_uri=%s%s/oauth2/authorize resource_id=%s"
                .formatted(
                        bench.azure.identityProvider().authorityHost(),
                        bench.azure.identityProvider().tenantId(),
                        "https://storage.azure.com");
        Path small = bench.file("small", SMALL);
        Path large = bench.file("large", LARGE);
        bench.azure
                .gateway()
                .on(PUT.query("comp=block"))
                .times(1)
                .answer(401, "InvalidAuthenticationInfo", Map.of("WWW-Authenticate", challenge));
        bench.azure
                .gateway()
                .on(PUT.path("/small$"))
                .times(1)
                .answer(401, "InvalidAuthenticationInfo", Map.of("WWW-Authenticate", challenge));

        EngineRun run = bench.upload(small, large);

        assertThat(run.names()).as(run.events().toString()).containsExactly("large", "small");
        bench.assertSame("small", small);
        bench.assertSame("large", large);
        assertThat(bench.requests("PUT"))
                .extracting(LoggedRequest::status)
                .filteredOn(status -> status == 401)
                .hasSize(2);
    }

    @Test
    void signInThatFailsOnceIsTriedAgain() throws Exception {
        bench.azure.identityProvider().fail(1, 503, "{\"error\":\"temporarily_unavailable\"}");
        Path small = bench.file("small", SMALL);

        bench.upload(small).only();

        bench.assertSame("small", small);
    }

    @Test
    void refusalOfOneBlobDoesNotStopTheOthers() throws Exception {
        bench.azure.gateway().on(PUT.path("/odd$")).answer(409, "BlobImmutableDueToPolicy");

        EngineRun run = bench.upload(bench.file("odd", 1), bench.file("even", 2), bench.file("more", 3));

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.names()).containsExactly("even", "more");
        assertThat(run.problem().kind()).isEqualTo(Kind.CONFLICT);
    }
}
