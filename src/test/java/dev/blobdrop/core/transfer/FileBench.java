package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.InMemoryBlobStore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// A small and a large file, and runs that upload them to an account in memory.
final class FileBench {
    static final byte[] OTHER = "other".getBytes(StandardCharsets.UTF_8);
    private static final int BLOCK = BlockPlan.USUAL_LENGTH;

    final Path folder;
    final TestRuns runs = new TestRuns();
    final InMemoryBlobStore store = runs.store;
    final Path small;

    FileBench(Path folder) throws IOException {
        this.folder = folder;
        small = Files.writeString(folder.resolve("a.txt"), "mine");
    }

    byte[] large() {
        byte[] content = new byte[2 * BLOCK + 5];
        new Random(3).nextBytes(content);
        return content;
    }

    Path largeFile() throws IOException {
        return Files.write(folder.resolve("large.bin"), large());
    }

    Problem failure(UploadRequest request) throws InterruptedException {
        TransferSnapshot last = runs.run(request);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.bytesDone()).isZero();
        return runs.only(TransferEvent.Failed.class).problem();
    }

    String content(String name) {
        return new String(store.content(name), StandardCharsets.UTF_8);
    }

    static InMemoryBlobStore.Fault once(String verb, String code) {
        AtomicBoolean struck = new AtomicBoolean();
        return request -> {
            if (request.verb().equals(verb) && struck.compareAndSet(false, true)) {
                throw InMemoryBlobStore.refusal(code);
            }
        };
    }
}
