package dev.blobdrop.core.transfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.UploadEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// 200 files in a few folders, one of them of several blocks.
record MixedFiles(EngineBench bench, Path directory) {
    static final int COUNT = 200;

    static MixedFiles write(EngineBench bench, Path directory) {
        for (int number = 0; number < COUNT - 1; number++) {
            bench.file("in/d%d/f%03d".formatted(number % 7, number), number * 37L % 5000);
        }
        bench.file("in/large", 17 * EngineBench.MIB);
        return new MixedFiles(bench, directory);
    }

    Path folder() {
        return directory.resolve("in");
    }

    /// That all of them have arrived.
    void assertComplete(EngineRun run) throws IOException {
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.of(UploadEvent.Failed.class)).isEmpty();
        assertThat(run.end().uploaded()).isEqualTo(COUNT);
        assertThat(bench.blobs()).hasSize(COUNT);
        assertThat(run.end().bytesDone()).isEqualTo(run.end().bytesFound());
        assertArrived(run);
    }

    /// What was reported is there and nothing else, and it is what the files hold.
    void assertArrived(EngineRun run) throws IOException {
        List<String> names = run.names();
        assertThat(bench.blobs()).containsExactlyElementsOf(names);
        for (String blob : names) {
            byte[] file = Files.readAllBytes(directory.resolve(blob));
            assertThat(Arrays.equals(bench.content(blob), file)).as(blob).isTrue();
        }
    }
}
