package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole of it, used by the real libraries.
class SandboxIT {
    private final Sandbox azure = SharedSandbox.get();
    private final SdkClients sdk = new SdkClients(azure);

    @BeforeEach
    void reset() {
        azure.reset();
    }

    @Test
    void startsQuicklyAndLeavesNothing() {
        Instant before = Instant.now();
        Path state;
        long pid;
        try (var second = Sandbox.start()) {
            Duration took = Duration.between(before, Instant.now());
            System.out.println("The sandbox started in " + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(30));
            state = second.state();
            pid = second.azurite().pid().orElseThrow();
            assertThat(state).isDirectory();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(state).doesNotExist();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void podUploadsWithWorkloadIdentity() {
        byte[] content = "hello from the pod".getBytes();

        var blob = sdk.container(sdk.workloadIdentity()).getBlobClient("in/hello world.txt");
        blob.upload(BinaryData.fromBytes(content));

        assertThat(azure.blobs().get(azure.container(), "in/hello world.txt")).isEqualTo(content);
        assertThat(blob.downloadContent().toBytes()).isEqualTo(content);
    }

    @Test
    void rotationIsSeenInTheExchanges() {
        var first = azure.cluster().rotate();
        sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE);
        var second = azure.cluster().rotate();
        sdk.workloadIdentity().getTokenSync(SdkClients.STORAGE);

        var exchanges = azure.identityProvider().exchanges();

        assertThat(exchanges)
                .extracting(exchange -> exchange.assertion().orElseThrow().id())
                .containsExactly(first.id(), second.id());
        assertThat(exchanges.getFirst().scope()).isEqualTo("https://storage.azure.com/.default");
        assertThat(exchanges.getFirst().status()).isEqualTo(200);
    }

    @Test
    void claimsParameterIsSeen() {
        var context = new TokenRequestContext()
                .setScopes(SdkClients.STORAGE.getScopes())
                .setCaeEnabled(true);

        sdk.workloadIdentity().getTokenSync(context);

        assertThat(azure.identityProvider().exchanges().getFirst().claims())
                .hasValueSatisfying(claims -> assertThat(claims).containsIgnoringCase("cp1"));
    }

    @Test
    void missingRoleIsAPermissionMismatch() {
        azure.roles().revoke(Identities.POD.objectId());
        var blob = sdk.container(sdk.workloadIdentity()).getBlobClient("a");

        assertThatThrownBy(() -> blob.upload(BinaryData.fromString("x")))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(403);
                    assertThat(e.getErrorCode().toString()).isEqualTo("AuthorizationPermissionMismatch");
                    assertThat(e.getServiceMessage()).contains("using this permission");
                });
    }

    @Test
    void readerListsButDoesNotWrite() {
        azure.roles().onlyReader(Identities.POD.objectId(), azure.container());
        azure.blobs().put(azure.container(), "there", new byte[3]);
        var container = sdk.container(sdk.workloadIdentity());

        assertThat(container.listBlobs()).extracting("name").containsExactly("there");
        assertThatThrownBy(() -> container.getBlobClient("a").upload(BinaryData.fromString("x")))
                .hasMessageContaining("AuthorizationPermissionMismatch");
    }

    @Test
    void containerRoleDoesNotListContainers() {
        var service = sdk.container(sdk.workloadIdentity()).getServiceClient();

        assertThatThrownBy(() -> service.listBlobContainers().stream().toList())
                .hasMessageContaining("AuthorizationPermissionMismatch");
    }

    @Test
    void firewallPrecedesTheRole() {
        azure.roles().revoke(Identities.POD.objectId());
        azure.gateway().firewall(true);
        var container = sdk.container(sdk.workloadIdentity());

        assertThatThrownBy(container::exists)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode().toString()).isEqualTo("AuthorizationFailure"));
    }

    @Test
    void restartedAzuriteStillHasItsBlobs() {
        azure.blobs().put(azure.container(), "kept", new byte[] {1, 2, 3});

        azure.azurite().stop();
        assertThatThrownBy(() -> azure.blobs().get(azure.container(), "kept")).hasMessageContaining("503 ServerBusy");
        azure.azurite().start();

        assertThat(azure.blobs().get(azure.container(), "kept")).containsExactly(1, 2, 3);
    }

    @Test
    void resetRestoresTheFreshState() {
        azure.blobs().put(azure.container(), "old", new byte[1]);
        azure.blobs().createContainer("other");
        azure.gateway().firewall(true);
        azure.identityProvider().removeFederatedCredentials();
        azure.gateway().on(RequestMatcher.any()).reset();
        azure.cluster().project("garbage");

        azure.reset();

        assertThat(azure.blobs().containers()).containsExactly(azure.container());
        assertThat(azure.blobs().list(azure.container())).isEmpty();
        assertThat(sdk.container(sdk.workloadIdentity()).exists()).isTrue();
    }

    @Test
    void plainClientReadsListsInPages() {
        List<String> names = IntStream.range(0, 7).mapToObj(i -> "n" + i).toList();
        names.forEach(name -> azure.blobs().put(azure.container(), name, name.getBytes()));

        assertThat(azure.blobs().list(azure.container(), 3)).isEqualTo(names);
        assertThat(azure.blobs().exists(azure.container(), "n6")).isTrue();
        assertThat(azure.blobs().exists(azure.container(), "n7")).isFalse();
        assertThat(azure.gateway().requests())
                .filteredOn(request -> request.query().contains("comp=list"))
                .hasSize(3);
    }

    @Test
    void largeStreamPassesUnchanged(@TempDir Path directory) throws Exception {
        long size = 75L * 1024 * 1024;
        var digest = MessageDigest.getInstance("MD5");
        try (var input = new DigestInputStream(new Pattern(size), digest)) {
            var options = new BlobParallelUploadOptions(input)
                    .setParallelTransferOptions(new ParallelTransferOptions()
                            .setBlockSizeLong(16L * 1024 * 1024)
                            .setMaxSingleUploadSizeLong(1024L)
                            .setMaxConcurrency(1));
            sdk.container(sdk.workloadIdentity()).getBlobClient("large").uploadWithResponse(options, null, null);
        }

        Path back = azure.blobs().getTo(azure.container(), "large", directory.resolve("large"));

        assertThat(azure.blobs().blockList(azure.container(), "large")).hasSize(5);
        assertThat(Files.size(back)).isEqualTo(size);
        assertThat(md5(back)).isEqualTo(digest.digest());
    }

    private static byte[] md5(Path file) throws Exception {
        var digest = MessageDigest.getInstance("MD5");
        try (var input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    /// Bytes that repeat only after a prime number, made as they are read.
    private static final class Pattern extends InputStream {
        private final long size;
        private long position;

        Pattern(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            return position == size ? -1 : (int) (position++ % 251);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = (int) Math.min(length, size - position);
            if (count == 0 && length > 0) {
                return -1;
            }
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) (position++ % 251);
            }
            return count;
        }
    }
}
