package dev.blobdrop.core.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that answers each connection as a script says, byte for byte, and keeps the requests.
public final class ScriptedServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /// What happens on one connection.
    @FunctionalInterface
    public interface Script {
        /// @param number of the connection, from 1
        void run(Conversation conversation, int number) throws IOException, InterruptedException;
    }

    /// One connection, seen from the server.
    public final class Conversation {
        private final Socket socket;
        private final InputStream in;

        private Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /// Reads one request's head.
        public String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            requests.add(text.lines().findFirst().orElse(""));
            return text;
        }

        /// Reads one request as a whole.
        String request() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }

        public void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /// Lets the client read what was said, then closes with its request half read: the system
        /// resets such a connection.
        void lingerNoLonger() throws IOException, InterruptedException {
            Thread.sleep(20);
            socket.close();
        }

        /// Reads one request and gives its content; empty at the end of the connection.
        Optional<byte[]> content() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            return head.isEmpty()
                    ? Optional.empty()
                    : Optional.of(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
        }

        /// Reads so many bytes of the request's content.
        void skip(int count) throws IOException {
            in.skipNBytes(count);
        }

        /// Leaves what comes unread, and the connection open, until the test is over.
        void readNothing() throws InterruptedException {
            over.await();
        }

        /// Waits until the client has closed.
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {}
        }
    }

    public ScriptedServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    public ScriptedServer(ServerSocket socket, Script script) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                int number = connections.size();
                Thread.ofVirtual().start(() -> run(script, connection, number));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void run(Script script, Socket connection, int number) {
        try (connection) {
            script.run(new Conversation(connection), number);
        } catch (IOException e) {
            // The client has gone, which is what some tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// The first lines of all requests, in the order of their arrival.
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
