package dev.blobdrop.core.net.connection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireTest {
    private static final Duration SILENCE = Duration.ofMillis(100);

    /// Nothing is known of a line at first, and a long wait allowed; that others came through on it
    /// meanwhile ends the wait of one that is dead.
    @Test
    void allowanceThatBecomesLessIsNoticedDuringTheWait() throws IOException {
        AtomicInteger times = new AtomicInteger();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Wire wire = to(silent)) {
            wire.allow(() -> times.getAndIncrement() < 2 ? Duration.ofHours(1).toNanos() : 0);
            assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(10)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("No data transferred");
        }
    }

    private static Wire to(ServerSocket server) throws IOException {
        return Wire.to(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                Duration.ofSeconds(10),
                SILENCE);
    }
}
