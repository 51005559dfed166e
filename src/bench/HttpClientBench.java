import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What Java's own HTTP client needs to send 1 GiB in blocks of 4 MiB, without any checksum: the
/// library that our connections have to beat. See `src/docs/decisions`.
///
/// `mvn -Pbench -Dbench=HttpClientBench`, `-Dbench.arguments=3` for the number of rounds. Compare
/// with the job "crc64" of [TransferBench].
class HttpClientBench {
    private static final int BLOCK = 4 << 20;
    private static final long SIZE = 1L << 30;
    private static final int THREADS = 4;

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        Path work = Files.createDirectories(Path.of("target/bench"));
        Path file = source(work.resolve("http-client.bin"));
        Sink.build(Path.of("src/bench").toAbsolutePath(), work);
        try (Sink sink = Sink.start(work);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(trusting(sink.certificate()))
                        .build()) {
            for (int round = 1; round <= rounds; round++) {
                long begin = System.nanoTime();
                double before = processorSeconds();
                send(client, sink.address(), file);
                System.out.printf(
                        Locale.ROOT,
                        "java.net.http, 1 GiB: %.2f s, %.2f s of processor time, %s%n",
                        (System.nanoTime() - begin) / 1e9,
                        processorSeconds() - before,
                        peak());
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void send(HttpClient client, String address, Path file) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS);
                FileChannel channel = FileChannel.open(file)) {
            List<Future<Integer>> blocks = IntStream.range(0, (int) (SIZE / BLOCK))
                    .mapToObj(block -> threads.submit(() -> put(client, address, channel, block)))
                    .toList();
            for (Future<Integer> block : blocks) {
                if (block.get() != 201) {
                    throw new IOException("The sink answered " + block.get());
                }
            }
        }
    }

    private static int put(HttpClient client, String address, FileChannel channel, int block) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        channel.read(bytes, (long) block * BLOCK);
        String id = "%%3D%06d".formatted(block).replace("%3D", "AAAA");
        URI uri = URI.create(address + "/benchaccount/bench/large?comp=block&blockid=" + id);
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .PUT(BodyPublishers.ofByteArray(bytes.array()))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static Path source(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[BLOCK];
            new java.util.Random(1).nextBytes(block);
            for (long left = SIZE; left > 0; left -= BLOCK) {
                out.write(block);
            }
        }
        return file;
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "sink", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static double processorSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /// The most memory that this process has held.
    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
    }
}
