import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The service that keeps nothing (`sink/sink.c`), built once and started for each run of the
/// bench.
final class Sink implements AutoCloseable {
    private static final List<String> SOURCES = List.of("sink.c", "blobs.c", "crc32c.c");

    private final Process process;
    private final Path certificate;
    private final int port;

    private Sink(Process process, Path certificate, int port) {
        this.process = process;
        this.certificate = certificate;
        this.port = port;
    }

    /// Compiles it and makes its certificate; then it can be started, more than once if need be.
    static void build(Path sources, Path work) throws IOException, InterruptedException {
        List<String> compiler =
                new ArrayList<>(List.of("cc", "-O2", "-o", work.resolve("sink").toString()));
        SOURCES.forEach(
                each -> compiler.add(sources.resolve("sink").resolve(each).toString()));
        compiler.addAll(List.of("-lssl", "-lcrypto", "-lpthread"));
        run(compiler);
        run(List.of(("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=sink"
                        + " -addext subjectAltName=IP:127.0.0.1"
                        + " -addext basicConstraints=CA:TRUE -keyout "
                        + work.resolve("sink.key")
                        + " -out "
                        + work.resolve("sink.pem"))
                .split(" ")));
    }

    static Sink start(Path work) throws IOException {
        Path certificate = work.resolve("sink.pem");
        Process process = new ProcessBuilder(
                        work.resolve("sink").toString(),
                        certificate.toString(),
                        work.resolve("sink.key").toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new Sink(process, certificate, Integer.parseInt(out.readLine().trim()));
    }

    String address() {
        return "https://127.0.0.1:" + port;
    }

    Path certificate() {
        return certificate;
    }

    /// Seconds of processor time that the sink itself has used: what it takes, no client can have.
    double cpu() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    void delay(int milliseconds) {
        control("delay/" + milliseconds);
    }

    /// A line that all connections share from now on.
    void line(long bytesPerSecond) {
        control("rate/" + bytesPerSecond);
    }

    void forget() {
        control("forget");
    }

    void forgetCounts() {
        control("forget-counts");
    }

    /// Blobs that can be listed and read, until the next [#forget].
    ///
    /// @param md5 whether the service knows their MD5
    void offer(long count, long size, boolean md5) {
        control("offer/" + count + "/" + size + "/" + (md5 ? 1 : 0) + "/");
    }

    /// What has arrived since the last [#forget].
    ///
    /// @param sums of the blobs that exist
    /// @param puts requests with a body
    /// @param first when the first blob came to be, in milliseconds since 1970
    /// @param cipher what encrypted the last body
    record Arrived(Sums sums, long puts, long first, String cipher) {
        long md5s() {
            return sums.md5s();
        }
    }

    Arrived arrived() {
        Map<String, String> counts = new HashMap<>();
        for (String line : control("counts").lines().toList()) {
            counts.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        return new Arrived(
                new Sums(
                        Long.parseLong(counts.get("blobs")),
                        Long.parseLong(counts.get("length")),
                        Long.parseUnsignedLong(counts.get("contents"), 16),
                        Long.parseUnsignedLong(counts.get("md5s"), 16)),
                Long.parseLong(counts.get("puts")),
                Long.parseLong(counts.get("first")),
                counts.get("cipher"));
    }

    @Override
    public void close() {
        process.destroy();
    }

    private String control(String what) {
        try {
            Process curl = new ProcessBuilder(
                            "curl", "-sS", "--cacert", certificate + "", address() + "/control/" + what)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("bench", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed:\n" + Files.readString(log));
        }
        Files.delete(log);
    }
}
