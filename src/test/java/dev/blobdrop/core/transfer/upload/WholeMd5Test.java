package dev.blobdrop.core.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.transfer.checksum.Md5;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WholeMd5Test {
    private static final long BLOCK = BlockPlan.USUAL_LENGTH;

    @TempDir
    Path folder;

    private final Deque<Runnable> threads = new ArrayDeque<>();

    private SourceFile source(int length) throws IOException {
        byte[] bytes = RandomBytes.of(length, length);
        return SourceFile.open(Files.write(folder.resolve("source"), bytes));
    }

    /// The summing has not begun: whoever is about to send the sixth block waits.
    @Test
    void sendingIsFourBlocksAheadAtMost() throws Exception {
        try (SourceFile source = source(1000)) {
            WholeMd5 md5 = WholeMd5.begin(source, threads::add);
            md5.awaitNear(4 * BLOCK, () -> {});
            AtomicInteger looks = new AtomicInteger();

            md5.awaitNear(4 * BLOCK + 1, () -> {
                if (looks.incrementAndGet() == 2) {
                    threads.remove().run();
                }
            });

            assertThat(looks).hasValue(2);
            assertThat(md5.await()).isEqualTo(Md5.of(Files.readAllBytes(folder.resolve("source")), 1000));
        }
    }

    @Test
    void runThatEndsEndsTheWaiting() throws Exception {
        try (SourceFile source = source(1000)) {
            WholeMd5 md5 = WholeMd5.begin(source, threads::add);
            assertThatThrownBy(() -> md5.awaitNear(5 * BLOCK, () -> {
                        throw new CancellationException();
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    /// What cannot be read is told where the MD5 is wanted, and holds up nobody before.
    @Test
    void failureHoldsNobodyUp() throws Exception {
        SourceFile source = source(1000);
        WholeMd5 md5 = WholeMd5.begin(source, threads::add);
        source.close();
        threads.remove().run();

        md5.awaitNear(100 * BLOCK, () -> {});

        assertThatThrownBy(md5::await).hasMessageContaining("source");
    }
}
