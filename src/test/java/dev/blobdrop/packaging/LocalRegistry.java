package dev.blobdrop.packaging;

import dev.blobdrop.commands.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A real container registry on loopback, empty at first.
record LocalRegistry(Process process, Path directory, String address) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    static LocalRegistry start(Path program, Path directory) throws IOException {
        Files.createDirectories(directory);
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            port = free.getLocalPort();
        }
        String address = "127.0.0.1:" + port;
        Path config = directory.resolve("config.yml");
        Files.writeString(config, """
            version: 0.1
            storage:
              filesystem:
                rootdirectory: %s
            http:
              addr: %s
            """.formatted(directory.resolve("data"), address));
        Process process = new ProcessBuilder(program.toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(loopback, port), 1000);
                return true;
            }
        });
        return new LocalRegistry(process, directory, address);
    }

    Run run(String... command) {
        return Run.of(LIMIT, Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString()), "", List.of(command));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
