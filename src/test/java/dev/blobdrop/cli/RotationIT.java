package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.ProjectedToken;
import dev.blobdrop.sandbox.RequestMatcher;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A run that lives longer than its tokens goes on with what the kubelet has put into the file.
@ExtendWith(FreshSandbox.class)
class RotationIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    @Test
    void uploadGoesOnWithTheRotatedToken() throws Exception {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            files.put("f" + i, "x");
        }
        Tree tree = Tree.write(directory, files);
        Duration lifetime = Duration.ofSeconds(4);
        azure.identityProvider().accessTokens().lifetime(lifetime);
        Gate gate = azure.gateway().on(RequestMatcher.method("PUT")).hold();
        ProjectedToken first = azure.cluster().rotate();

        var upload = CompletableFuture.supplyAsync(() ->
                Blobdrop.run(azure.podEnvironment(), "upload", tree.path(), "--concurrency", "1", "--output", "json"));
        gate.awaitArrived(1);
        ProjectedToken second = azure.cluster().rotate();
        Instant expired = Instant.now().plus(lifetime);
        Awaitility.await().until(() -> Instant.now().isAfter(expired));
        gate.open();
        CommandRun run = upload.join();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.summary()).containsEntry("uploaded", 8);
        assertThat(assertions()).contains(first.id(), second.id());
        assertThat(azure.identityProvider().exchanges())
                .extracting(Exchange::status)
                .containsOnly(200);
        assertThat(azure.blobs().list(azure.container())).containsExactlyInAnyOrder(tree.blobs());
    }

    private List<String> assertions() {
        return azure.identityProvider().exchanges().stream()
                .map(exchange -> exchange.assertion().orElseThrow().id())
                .toList();
    }
}
