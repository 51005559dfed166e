import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The service that keeps nothing (`sink.c`), built and started for this run.
final class Sink implements AutoCloseable {
    private final Process process;
    private final Path certificate;
    private final int port;

    private Sink(Process process, Path certificate, int port) {
        this.process = process;
        this.certificate = certificate;
        this.port = port;
    }

    static Sink start(Path sources, Path work) throws IOException, InterruptedException {
        Path program = work.resolve("sink");
        Path certificate = work.resolve("sink.pem");
        Path key = work.resolve("sink.key");
        run(
                "cc",
                "-O2",
                "-o",
                program + "",
                sources.resolve("sink.c") + "",
                "-lssl",
                "-lcrypto",
                "-lpthread");
        run(
                ("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=sink"
                                + " -addext subjectAltName=IP:127.0.0.1"
                                + " -addext basicConstraints=CA:TRUE -keyout "
                                + key
                                + " -out "
                                + certificate)
                        .split(" "));
        Process process =
                new ProcessBuilder(program + "", certificate + "", key + "", "0")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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

    void forget() {
        control("forget");
    }

    /// Blobs that can be listed and read, until the next [#forget].
    ///
    /// @param md5 whether the service knows their MD5
    void offer(long count, long size, boolean md5) {
        control("offer/" + count + "/" + size + "/" + (md5 ? 1 : 0) + "/");
    }

    /// What has arrived since the last [#forget].
    ///
    /// @param blobs how many are visible
    /// @param bytes of all of them
    /// @param cipher what encrypted the last body
    record Arrived(long blobs, long bytes, String cipher) {}

    Arrived arrived() {
        String[] counts = control("counts").trim().split(" ");
        return new Arrived(Long.parseLong(counts[2]), Long.parseLong(counts[3]), counts[4]);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private String control(String what) {
        try {
            Process curl =
                    new ProcessBuilder(
                                    "curl",
                                    "-sS",
                                    "--cacert",
                                    certificate + "",
                                    address() + "/control/" + what)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("bench", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + " failed:\n" + Files.readString(log));
        }
        Files.delete(log);
    }
}
