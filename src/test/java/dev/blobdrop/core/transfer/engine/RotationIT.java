package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.sandbox.Exchange;
import dev.blobdrop.sandbox.Gate;
import dev.blobdrop.sandbox.ProjectedToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run outlives the tokens it began with.
class RotationIT {
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    @Test
    void nextExchangeCarriesTheTokenOfTheFileAsItIsThen() throws Exception {
        EngineBench bench = new EngineBench(directory);
        bench.with(bench.settings().withConcurrency(2));
        ProjectedToken before = bench.azure.cluster().rotate();
        bench.azure.identityProvider().accessTokens().lifetime(LIFETIME);
        bench.files("in/f%02d", 60, 100);
        Gate gate = bench.holdAfter(3);

        EngineRun run = bench.start(bench.request(directory.resolve("in")));
        gate.awaitArrived(1);
        ProjectedToken after = bench.azure.cluster().rotate();
        Instant expired = Instant.now().plus(LIFETIME);
        await().until(() -> Instant.now().isAfter(expired));
        gate.open();
        run.await();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(bench.blobs()).hasSize(60);
        List<String> assertions = bench.azure.identityProvider().exchanges().stream()
                .map(Exchange::assertion)
                .map(assertion -> assertion.orElseThrow().id())
                .toList();
        assertThat(assertions).isSubsetOf(before.id(), after.id());
        assertThat(assertions.getFirst()).isEqualTo(before.id());
        assertThat(assertions).contains(after.id());
        assertThat(assertions.subList(assertions.indexOf(after.id()), assertions.size()))
                .containsOnly(after.id());
    }
}
