package dev.blobdrop.core.storage.azure;

import static dev.blobdrop.core.storage.azure.PodAccount.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problem.Kind;
import dev.blobdrop.core.storage.BlobContent;
import dev.blobdrop.core.storage.BlobHeaders;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.sandbox.CertificateAuthority;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every method of the store makes of each way in which an account can refuse.
class RefusalIT {
    private static final Condition ABSENT = new Condition.Absent();
    private static final String ID = "YQ==";
    private static final byte[] MD5_OF_NOTHING = HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e");
    private static final BlobHeaders HEADERS = new BlobHeaders("text/plain", MD5_OF_NOTHING);

    private final Sandbox azure = SharedSandbox.get();
    private BlobStore store;

    @BeforeEach
    void open() {
        azure.reset();
        store = PodAccount.open(azure);
    }

    @Test
    void missingBlobIsNoMissingContainer() {
        assertThat(store.find(new BlobPath(azure.container(), "missing"))).isEmpty();

        Problem problem = problemOf(() -> store.find(new BlobPath("nowhere", "missing")));

        assertThat(problem.code()).isNotEqualTo("BlobNotFound");
        assertThat(problem.kind()).isIn(Kind.NOT_FOUND, Kind.DENIED_BY_ROLE);
    }

    @Test
    void missingContainerIsNamed() {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());

        for (ThrowingCallable action : everyBlobMethod("nowhere")) {
            Problem problem = problemOf(action);
            assertThat(problem.code()).isEqualTo("ContainerNotFound");
            assertThat(problem.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(problem.remedy()).anyMatch(line -> line.contains("nowhere"));
        }
        assertThat(azure.blobs().containers()).containsExactly(azure.container());
    }

    @Test
    void missingRoleIsReported() {
        azure.roles().revoke(Identities.POD.objectId());

        assertAll(Kind.DENIED_BY_ROLE, "AuthorizationPermissionMismatch");
        assertThat(problemOf(() -> store.createContainer("another")).kind()).isEqualTo(Kind.DENIED_BY_ROLE);
        assertThat(problemOf(() -> store.containers("", Optional.empty())).kind())
                .isEqualTo(Kind.DENIED_BY_ROLE);
        assertThat(azure.gateway().requests()).allMatch(request -> request.status() == 403);
    }

    @Test
    void readerMayReadAndNotWrite() {
        azure.roles().onlyReader(Identities.POD.objectId(), azure.container());

        assertThat(store.find(blob())).isEmpty();
        assertThat(problemOf(() -> store.put(blob(), nothing(), HEADERS, ABSENT))
                        .kind())
                .isEqualTo(Kind.DENIED_BY_ROLE);
    }

    @Test
    void firewallAndMissingRoleDiffer() {
        azure.gateway().firewall(true);

        assertAll(Kind.DENIED_BY_NETWORK, "AuthorizationFailure");
    }

    @Test
    void closedPortIsARefusedConnection() {
        azure.gateway().stop();

        assertAll(Kind.TRANSIENT, "connection-refused");
        assertThat(problemOf(() -> store.find(blob())).retryable()).isTrue();
    }

    @Test
    void storeGoesOnWhenTheServiceIsBack() {
        assertThat(store.find(blob())).isEmpty();
        azure.gateway().stop();
        assertThat(problemOf(() -> store.find(blob())).retryable()).isTrue();
        azure.gateway().start();

        assertThat(store.find(blob())).isEmpty();
    }

    @Test
    void hostThatDoesNotResolveIsNoAccount() {
        store = PodAccount.open(azure, "https://nosuch.invalid", Optional.of(azure.caFile()));

        assertAll(Kind.NOT_FOUND, "unknown-host");
        assertThat(problemOf(() -> store.find(blob())).title()).contains("nosuch.invalid");
    }

    @Test
    void unknownAuthorityIsNotTrusted(@TempDir Path directory) {
        Path other = CertificateAuthority.create("Other").write(directory.resolve("other.pem"));

        for (Optional<Path> caFile : List.of(Optional.of(other), Optional.<Path>empty())) {
            store = PodAccount.open(azure, azure.accountUrl(), caFile);
            Problem problem = problemOf(() -> store.find(blob()));
            assertThat(problem.code()).isEqualTo("untrusted-certificate");
            assertThat(problem.kind()).isEqualTo(Kind.USAGE);
            assertThat(problem.retryable()).isFalse();
        }
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @Test
    void tokenIsNeverSentUnencrypted() {
        String plain = azure.accountUrl().replace("https:", "http:");

        Problem problem = problemOf(() -> PodAccount.open(azure, plain, Optional.of(azure.caFile())));

        assertThat(problem.kind()).isEqualTo(Kind.USAGE);
        assertThat(problem.code()).isEqualTo("plain-http");
    }

    @Test
    void containerIsCreatedOnce() {
        azure.roles().assign(Identities.POD.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.account());

        assertThat(store.createContainer("fresh")).isTrue();
        assertThat(store.createContainer("fresh")).isFalse();
        assertThat(azure.blobs().containers()).contains("fresh");
        assertThat(problemOf(() -> store.createContainer("Not-Valid")).code()).isEqualTo("bad-container-name");
    }

    @Test
    void serviceTroubleIsAskedAboutOnce() {
        azure.gateway().on(RequestMatcher.any()).answer(503, "ServerBusy");

        assertAll(Kind.TRANSIENT, "ServerBusy");

        int methods = everyBlobMethod(azure.container()).size();
        assertThat(azure.gateway().requests()).hasSize(methods);
    }

    @Test
    void droppedAnswerIsALostConnection() {
        azure.gateway().on(RequestMatcher.any()).applyThenReset();

        assertAll(Kind.TRANSIENT, "connection-lost");

        assertThat(azure.gateway().requests()).extracting(LoggedRequest::status).containsOnly(0);
    }

    private void assertAll(Kind kind, String code) {
        for (ThrowingCallable action : everyBlobMethod(azure.container())) {
            Problem problem = problemOf(action);
            assertThat(problem.kind()).as(problem.toString()).isEqualTo(kind);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.retryable()).isEqualTo(kind == Kind.TRANSIENT);
        }
    }

    private List<ThrowingCallable> everyBlobMethod(String container) {
        BlobPath path = new BlobPath(container, "x");
        return List.of(
                () -> store.find(path),
                () -> store.put(path, nothing(), HEADERS, ABSENT),
                () -> store.stage(path, ID, BlobContent.of(ByteBuffer.wrap(new byte[1])), OptionalLong.empty()),
                () -> store.blocks(path),
                () -> store.commit(path, List.of(), HEADERS, ABSENT),
                () -> store.read(path).close(),
                () -> store.blobs(container, "", true, Optional.empty()),
                () -> store.blobs(container, "", false, Optional.empty()));
    }

    private BlobPath blob() {
        return new BlobPath(azure.container(), "x");
    }

    private static ByteBuffer nothing() {
        return ByteBuffer.allocate(0);
    }
}
