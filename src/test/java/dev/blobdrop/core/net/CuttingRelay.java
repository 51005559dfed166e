package dev.blobdrop.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Passes bytes on to a TLS server and leaves out its last record, as somebody on the way can: the
/// one that says that this is the end.
final class CuttingRelay implements AutoCloseable {
    private static final int CONTENT = 23;
    private static final int ALERT = 2 + 1 + 16 + 16;

    private final ServerSocket socket;
    private final int target;

    CuttingRelay(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copyAllButTheLast(server, client));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    /// Of encrypted records only the alert is that short: two bytes, their type, padding and the
    /// seal.
    private static void copyAllButTheLast(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (byte[] head = in.readNBytes(5); head.length == 5; head = in.readNBytes(5)) {
                byte[] rest = in.readNBytes((head[3] & 0xFF) << 8 | head[4] & 0xFF);
                if (head[0] != CONTENT || rest.length > ALERT) {
                    out.write(head);
                    out.write(rest);
                }
            }
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
