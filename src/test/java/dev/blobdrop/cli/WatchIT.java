package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `blobdrop watch` as a pod runs it.
@ExtendWith(FreshSandbox.class)
class WatchIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private Path folder;
    private Path message;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(directory.resolve("out"));
        message = directory.resolve("termination-log");
    }

    private Map<String, String> pod() {
        return Variables.with(azure.podEnvironment(), "BLOBDROP_TERMINATION_LOG", message.toString());
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private CommandRun watch(String... more) {
        List<String> words = new ArrayList<>(List.of("watch", folder.toString()));
        words.addAll(List.of(more));
        return Blobdrop.run(pod(), words.toArray(String[]::new));
    }

    private List<String> blobs() {
        return azure.blobs().list(azure.container());
    }

    private void awaitBlobs(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> blobs().size() >= count);
    }

    private Map<String, Object> message() throws IOException {
        assertThat(Files.size(message)).isLessThanOrEqualTo(4096);
        return CommandRun.object(Files.readString(message));
    }

    @Test
    void everyFieldOfTheJsonFormIsTheDocumentedOne() throws IOException {
        file("a.csv", "1,2");
        file("sub/b.csv", "3");

        CommandRun run = watch("--idle-exit", "500ms", "--to", "in", "--output", "json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(blobs()).containsExactly("in/a.csv", "in/sub/b.csv");
        assertThat(run.events("uploaded"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .containsOnlyKeys(
                                "event", "source", "container", "blob", "bytes", "resumedBytes", "md5", "millis"));
        assertThat(run.summary())
                .containsOnlyKeys(
                        "event",
                        "command",
                        "account",
                        "container",
                        "identity",
                        "uploaded",
                        "skipped",
                        "failed",
                        "left",
                        "bytes",
                        "failures",
                        "sweeps",
                        "lostNotes",
                        "millis",
                        "endedBy",
                        "exitCode")
                .containsEntry("uploaded", 2)
                .containsEntry("bytes", 4)
                .containsEntry("endedBy", "idle");
        assertThat(message())
                .containsEntry("command", "watch")
                .containsEntry("exitCode", 0)
                .containsEntry("uploaded", 2)
                .doesNotContainKey("cause");
    }

    @Test
    void aSecondPodSendsOnlyWhatIsNew() throws IOException {
        file("a.csv", "1");
        assertThat(watch("--idle-exit", "500ms").exit()).isZero();
        file("b.csv", "2");

        CommandRun run = watch("--exit-when-file", "DONE", "--idle-exit", "500ms");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("b.csv").doesNotContain("Uploaded " + folder + "/a.csv");
        assertThat(run.err()).contains("1 uploaded, 1 skipped, 0 not uploaded; ");
        assertThat(puts()).hasSize(2);
    }

    private List<String> puts() {
        return azure.gateway().requests().stream()
                .filter(request -> request.method().equals("PUT") && request.status() == 201)
                .filter(request -> !request.query().contains("restype"))
                .map(request -> request.path())
                .toList();
    }

    @Test
    void theExitFileEndsItAndIsNotSent() throws IOException {
        file("a.csv", "1");
        file("DONE", "");

        CommandRun run = watch("--exit-when-file", "DONE", "--output", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.summary()).containsEntry("endedBy", "exit-file");
        assertThat(blobs()).containsExactly("a.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watch                              | Missing required parameter: 'DIR'",
                "watch no-such-folder               | is not a folder (no-such-folder)",
                "watch . --if-exists keep-both      | --if-exists cannot be 'keep-both' here",
                "watch . --health-port 0            | --health-port cannot be '0'",
                "watch . --idle-exit soon           | --idle-exit cannot be 'soon'"
            })
    void whatCannotBeReadIsAUsageError(String line, String says) throws IOException {
        CommandRun run = Blobdrop.run(pod(), line.split(" +"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(says);
        assertThat(message()).containsEntry("exitCode", 2).containsKey("cause");
    }

    @Test
    void aPortThatIsTakenIsAUsageError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            CommandRun run = watch("--health-port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("(port-in-use)");
        }
    }

    @Test
    void missingWriteRoleIsReportedWithItsFix() throws IOException {
        azure.roles().revoke(Identities.POD.objectId());
        file("a.csv", "1");

        CommandRun run = watch("--output", "json");

        assertThat(run.exit()).as(run.err()).isEqualTo(12);
        assertThat(run.summary()).containsEntry("endedBy", "problem").containsKey("stoppedBy");
        assertThat(message()).containsEntry("exitCode", 12).containsEntry("left", 1);
        assertThat(message().get("cause").toString())
                .contains("AuthorizationPermissionMismatch", "az role assignment create");
    }

    @Test
    void uploadHelloAndDoctorLeaveAMessageToo() throws IOException {
        assertThat(Blobdrop.run(pod(), "hello").exit()).isZero();
        assertThat(message()).containsEntry("command", "hello").containsEntry("exitCode", 0);

        assertThat(Blobdrop.run(pod(), "doctor").exit()).isZero();
        assertThat(message()).containsEntry("command", "doctor");

        String file = file("a.csv", "1").toString();
        assertThat(Blobdrop.run(pod(), "upload", file).exit()).isZero();
        assertThat(Blobdrop.run(pod(), "upload", file).exit()).isEqualTo(15);
        assertThat(message())
                .containsEntry("command", "upload")
                .containsEntry("exitCode", 15)
                .containsEntry("failed", 1);
        assertThat(message().get("cause").toString()).contains("BlobAlreadyExists");

        assertThat(Blobdrop.run(pod(), "ls", azure.container()).exit()).isZero();
        assertThat(message()).containsEntry("command", "upload");
    }

    /// All the life of a sidecar: it answers its probes, loses the service, finds it again, and is
    /// ended by Kubernetes while files still come in.
    @Test
    void probesMetricsAndTheLastLookAtSigterm() throws Exception {
        int port = freePort();
        file("a.csv", "1");
        var running = Blobdrop.start(
                directory,
                pod(),
                Blobdrop.PROGRAM,
                "watch",
                "out",
                "--output=json",
                "--patience=1s",
                "--health-port=" + port);
        awaitBlobs(1);
        assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
        assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
        await(() -> get(port, "/metrics").body().contains("\nblobdrop_uploaded_files_total 1\n"));
        assertThat(get(port, "/metrics").body())
                .containsPattern("\nblobdrop_access_token_expiry_seconds 3[0-9]{3}")
                .containsPattern("\nblobdrop_service_account_token_expiry_seconds 3[0-9]{3}");
        assertThat(get(port, "/other").statusCode()).isEqualTo(404);
        assertThat(get(port, "/other").body()).startsWith("Pages: /healthz, ");
        assertThat(get(port, "/healthz/x").statusCode()).isEqualTo(404);
        assertThat(post(port).statusCode()).isEqualTo(405);

        azure.gateway().firewall(true);
        file("b.csv", "2");
        await(() -> get(port, "/readyz").statusCode() == 503);
        assertThat(get(port, "/readyz").body()).startsWith("AuthorizationFailure: ");
        assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
        azure.gateway().firewall(false);
        await(() -> get(port, "/readyz").statusCode() == 200);
        assertThat(get(port, "/metrics").body())
                .containsPattern("failures_total\\{code=\"AuthorizationFailure\"} [1-9]");

        for (int i = 0; i < 30; i++) {
            file("late/f" + i, "x");
        }
        running.signal("TERM");
        CommandRun run = running.await();

        assertThat(run.exit()).as(run.err()).isEqualTo(143);
        assertThat(run.summary())
                .containsEntry("interrupted", true)
                .containsEntry("endedBy", "stopped")
                .containsEntry("left", 0);
        assertThat(blobs()).hasSize(32);
        assertThat(message()).containsEntry("exitCode", 143).containsEntry("left", 0);
    }

    /// As the first process of a container, for which the kernel ignores every signal that has no
    /// handler.
    @Test
    void processOneHearsSigterm() throws Exception {
        assumeTrue(mayHaveItsOwnProcesses(), "this kernel or user may not unshare processes");
        file("a.csv", "1");
        var running = Blobdrop.start(
                directory,
                pod(),
                Path.of("/usr/bin/env"),
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                Blobdrop.PROGRAM.toString(),
                "watch",
                "out",
                "--output=json");
        awaitBlobs(1);
        long java = running.child();
        assertThat(Files.readAllLines(Path.of("/proc/" + java + "/status")))
                .anyMatch(line -> line.matches("NSpid:\\s.*\\s1"));
        file("b.csv", "2");
        running.signal("TERM", java);
        CommandRun run = running.await();

        assertThat(run.exit()).as(run.err()).isEqualTo(143);
        assertThat(run.events("summary").getFirst())
                .containsEntry("exitCode", 143)
                .containsEntry("left", 0);
        assertThat(message()).containsEntry("exitCode", 143);
        assertThat(blobs()).containsExactly("a.csv", "b.csv");
    }

    private static boolean mayHaveItsOwnProcesses() throws Exception {
        try {
            Process probe = new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "true")
                    .redirectErrorStream(true)
                    .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return send(request(port, path).build());
    }

    private static HttpResponse<String> post(int port) throws Exception {
        return send(request(port, "/metrics").POST(BodyPublishers.ofString("x")).build());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
