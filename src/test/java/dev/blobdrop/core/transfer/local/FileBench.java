package dev.blobdrop.core.transfer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.core.transfer.engine.TestRuns;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// A small and a large file, and runs that upload them to an account in memory.
public final class FileBench {
    public static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;

    public final Path folder;
    public final TestRuns runs = new TestRuns();
    public final InMemoryBlobStore store = runs.store;
    public final Path small;

    public FileBench(Path folder) throws IOException {
        this.folder = folder;
        small = Files.writeString(folder.resolve("a.txt"), "mine");
    }

    public byte[] large() {
        return RandomBytes.of(2 * BLOCK + 5, 3);
    }

    public Path largeFile() throws IOException {
        return Files.write(folder.resolve("large.bin"), large());
    }

    public Problem failure(UploadRequest request) throws InterruptedException {
        UploadSnapshot last = runs.run(request);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.bytesDone()).isZero();
        return runs.only(UploadEvent.Failed.class).problem();
    }

    public String content(String name) {
        return new String(store.content(name), StandardCharsets.UTF_8);
    }

    public static InMemoryBlobStore.Fault once(String verb, String code) {
        AtomicBoolean struck = new AtomicBoolean();
        return request -> {
            if (request.verb().equals(verb) && struck.compareAndSet(false, true)) {
                throw InMemoryBlobStore.refusal(code);
            }
        };
    }
}
