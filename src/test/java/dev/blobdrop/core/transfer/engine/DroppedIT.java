package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.ConflictPolicy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a replaced blob had and the new one has not is said; so is a blob that only looks the same.
class DroppedIT extends EngineCase {
    @ParameterizedTest
    @ValueSource(ints = {1000, 9 * EngineBench.MIB})
    void whatReplaceDropsIsSaid(int size) throws Exception {
        Path file = bench.file("data.csv", size);
        bench.azure
                .blobs()
                .put(
                        bench.azure.container(),
                        "data.csv",
                        new byte[] {1},
                        Map.of(
                                "x-ms-blob-cache-control", "no-cache",
                                "x-ms-blob-content-type", "text/csv; header=present",
                                "x-ms-meta-owner", "finance"));

        EngineRun run = bench.upload(bench.request(file).ifExists(ConflictPolicy.REPLACE));

        assertThat(run.only().dropped())
                .containsExactly("Content-Type: text/csv; header=present", "Cache-Control: no-cache", "metadata owner");
    }

    @Test
    void whatHadNothingDropsNothing() throws Exception {
        Path file = bench.file("data.csv", 1000);
        bench.upload(file).only();

        EngineRun run = bench.upload(bench.request(file).ifExists(ConflictPolicy.REPLACE));

        assertThat(run.only().dropped()).isEmpty();
    }

    @Test
    void blobKeepsTheUnicodeFormOfItsFileAndTheTwinIsTold() throws Exception {
        String composed = "M\u00fcll.txt";
        String decomposed = "Mu\u0308ll.txt";
        bench.put(decomposed, new byte[] {1});
        Path same = bench.file(decomposed, 1000);

        EngineRun run = bench.upload(bench.request(same).ifExists(ConflictPolicy.REPLACE));

        assertThat(bench.blobs()).containsExactly(decomposed);
        assertThat(run.only().twin()).isEmpty();
        bench.assertSame(decomposed, same);

        EngineRun other = bench.upload(bench.file(composed, 1000));

        assertThat(bench.blobs()).containsExactlyInAnyOrder(composed, decomposed);
        assertThat(other.only().twin()).map(twin -> twin.name()).hasValue(decomposed);
    }
}
