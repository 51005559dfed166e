package dev.blobdrop.costs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.commands.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The bench's service that keeps nothing and counts what it is asked (`src/bench/sink`).
final class Service implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/bench/sink").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path work;
    private final Process process;
    private final int port;

    private Service(Path work, Process process, int port) {
        this.work = work;
        this.process = process;
        this.port = port;
    }

    /// Skips the test where there is no C compiler or no OpenSSL.
    static Service start(Path work) throws IOException {
        Path program = work.resolve("sink");
        for (String needed : List.of("cc", "openssl", "curl")) {
            assumeTrue(Run.find(needed).isPresent(), needed + " is not installed");
        }
        assumeTrue(
                Files.exists(Path.of("/usr/include/openssl/ssl.h")),
                "OpenSSL's headers are not installed (Debian: libssl-dev)");
        List<String> compiler =
                new ArrayList<>(List.of(Run.find("cc").orElseThrow().toString(), "-O2", "-o"));
        compiler.add(program.toString());
        for (String source : List.of("sink.c", "blobs.c", "crc32c.c")) {
            compiler.add(SOURCES.resolve(source).toString());
        }
        compiler.addAll(List.of("-lssl", "-lcrypto", "-lpthread"));
        run(compiler);
        run(List.of(
                Run.find("openssl").orElseThrow().toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=sink",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-addext",
                "basicConstraints=CA:TRUE",
                "-keyout",
                work.resolve("sink.key").toString(),
                "-out",
                work.resolve("sink.pem").toString()));
        Process process = new ProcessBuilder(
                        program.toString(),
                        work.resolve("sink.pem").toString(),
                        work.resolve("sink.key").toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Files.writeString(work.resolve("token"), "eyJhbGciOiJub25lIn0.e30.c2ln");
        return new Service(work, process, Integer.parseInt(out.readLine().strip()));
    }

    private static void run(List<String> command) {
        Run run = Run.of(LIMIT, environment(), "", command);
        assumeTrue(run.exit() == 0, () -> command.getFirst() + ": " + run.err());
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getProperty("machine.path", System.getenv("PATH")));
    }

    /// With which Blobdrop signs in there as a pod.
    Map<String, String> pod() {
        String address = "https://127.0.0.1:" + port;
        return Map.of(
                "PATH",
                System.getProperty("machine.path", System.getenv("PATH")),
                "HOME",
                work.toString(),
                "STORAGE_ACCOUNT_URL",
                address + "/account",
                "BLOBDROP_CONTAINER",
                "costs",
                "BLOBDROP_CA_FILE",
                work.resolve("sink.pem").toString(),
                "AZURE_AUTHORITY_HOST",
                address + "/",
                "AZURE_CLIENT_ID",
                "00000000-0000-0000-0000-000000000000",
                "AZURE_TENANT_ID",
                "00000000-0000-0000-0000-000000000001",
                "AZURE_FEDERATED_TOKEN_FILE",
                work.resolve("token").toString());
    }

    void forget() {
        control("forget");
    }

    void offer(long count, long size) {
        control("offer/%d/%d/1/".formatted(count, size));
    }

    /// What it was asked since it last forgot, and what blobs it has.
    RunCosts counts() {
        RunCosts counts = RunCosts.of(control("counts").lines().toList());
        return counts.and(
                "requests",
                counts.get("puts")
                        + counts.get("gets")
                        + counts.get("heads")
                        + counts.get("lists")
                        + counts.get("others"));
    }

    private String control(String what) {
        Run run = Run.of(
                LIMIT,
                environment(),
                "",
                List.of(
                        Run.find("curl").orElseThrow().toString(),
                        "-sS",
                        "--cacert",
                        work.resolve("sink.pem").toString(),
                        "https://127.0.0.1:" + port + "/control/" + what));
        if (run.exit() != 0) {
            throw new AssertionError(run.err());
        }
        return run.out();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
