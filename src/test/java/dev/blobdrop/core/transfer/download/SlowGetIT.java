package dev.blobdrop.core.transfer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.azure.PodAccount;
import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.EngineBench;
import dev.blobdrop.core.transfer.engine.EngineSettings;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A line so slow that each part takes longer than a connection may be silent: all of it comes at
/// the first try.
@Timeout(120)
class SlowGetIT {
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final int SIZE = 4 * RangeLengths.PART_LENGTH + 1_000;

    /// For all connections together.
    private static final int BYTES_PER_SECOND = 1_300_000;

    @TempDir
    private Path directory;

    /// Passes bytes on, TLS and all, and those that come back no faster than the line allows.
    private static final class SlowLine implements AutoCloseable {
        private static final int PIECE = 8 * 1024;

        private final ServerSocket server;
        private final int target;
        private final ReentrantLock line = new ReentrantLock(true);

        SlowLine(int target) throws IOException {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.target = target;
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket from = server.accept();
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> pass(from, to, false));
                    Thread.ofVirtual().start(() -> pass(to, from, true));
                }
            } catch (IOException e) {
                // It was closed.
            }
        }

        private void pass(Socket from, Socket to, boolean isSlow) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] piece = new byte[PIECE];
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    if (isSlow) {
                        wait(count);
                    }
                    out.write(piece, 0, count);
                }
            } catch (IOException e) {
                // Either side may close; then both are closed.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void wait(int count) throws InterruptedException {
            line.lockInterruptibly();
            try {
                TimeUnit.MICROSECONDS.sleep(count * 1_000_000L / BYTES_PER_SECOND);
            } finally {
                line.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static BlobPath large(EngineBench bench) {
        return new BlobPath(bench.azure.container(), "large.bin");
    }

    @Test
    void slowPartIsNotAFailure() throws Exception {
        EngineBench bench = new EngineBench(directory);
        byte[] content = RandomBytes.of(SIZE, 8);
        bench.put("large.bin", content);
        URI direct = URI.create(bench.azure.accountUrl());
        try (SlowLine line = new SlowLine(direct.getPort())) {
            String account = bench.azure.accountUrl().replace(":" + direct.getPort(), ":" + line.port());
            BlobStore store = PodAccount.open(bench.azure, account, SILENCE);
            // Signed in before: what is to be silent here is the line only.
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> store.find(large(bench)).isPresent());
            List<DownloadEvent> events = new CopyOnWriteArrayList<>();
            Path folder = directory.resolve("here");
            DownloadRequest request = DownloadRequest.of(bench.azure.container(), List.of("large.bin"), folder);
            Download download = new TransferEngine(store, EngineSettings.standard()).download(request, events::add);
            assertThat(download.await(Duration.ofSeconds(100))).isTrue();
            assertThat(events)
                    .as("no part was tried again")
                    .singleElement()
                    .isInstanceOf(DownloadEvent.Downloaded.class);
            assertThat(folder.resolve("large.bin")).hasBinaryContent(content);
            assertThat(download.snapshot().elapsed()).isGreaterThan(SILENCE);
        }
    }
}
