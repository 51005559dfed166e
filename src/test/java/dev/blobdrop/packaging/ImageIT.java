package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.commands.Run;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The container image, run by the real podman as a restricted pod runs it: its own user, no
/// capability, nothing writable, the environment as the webhook injects it.
class ImageIT extends ImageCase {
    private Sandbox azure;
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        azure = SharedSandbox.get();
        azure.reset();
        data = Files.createDirectory(directory.resolve("data"));
    }

    private Run blobdrop(String webhook, String... arguments) {
        List<String> words = new ArrayList<>(new RestrictedPod(azure, data, webhook).options());
        words.add(podman().image());
        words.addAll(List.of(arguments));
        Run run = podman().run(words.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain("eyJ").doesNotContain("\tat ");
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {RestrictedPod.V1_6, RestrictedPod.V1_5})
    void helloUnderEitherWebhook(String webhook) {
        Run run = blobdrop(webhook, "hello");

        assertClean(run);
        assertThat(azure.blobs().list(azure.container()))
                .singleElement()
                .satisfies(name -> assertThat(name).endsWith("-fromk8spod.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {RestrictedPod.V1_6, RestrictedPod.V1_5})
    void doctorUnderEitherWebhook(String webhook) {
        Run run = blobdrop(webhook, "doctor", "--write-probe");

        assertClean(run);
        assertThat(run.out()).contains(webhook);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    /// More than one block, and a name that is no ASCII: without the locale it could not be read.
    @ParameterizedTest
    @ValueSource(strings = {RestrictedPod.V1_6, RestrictedPod.V1_5})
    void uploadUnderEitherWebhook(String webhook) throws IOException {
        byte[] content = new byte[20 << 20];
        new Random(7).nextBytes(content);
        Files.write(data.resolve("large.bin"), content);
        Files.writeString(data.resolve("grün 日本.txt"), "small");

        Run run = blobdrop(webhook, "upload", "/data", "--verify", "--output=json");

        assertClean(run);
        assertThat(azure.blobs().get(azure.container(), "data/large.bin")).isEqualTo(content);
        assertThat(azure.blobs().list(azure.container()))
                .containsExactlyInAnyOrder("data/large.bin", "data/grün 日本.txt");
    }

    /// As a sidecar: another process writes, the kubelet asks for health and ends it by SIGTERM.
    @ParameterizedTest
    @ValueSource(strings = {RestrictedPod.V1_6, RestrictedPod.V1_5})
    void watchUnderEitherWebhook(String webhook) throws Exception {
        WatchedPod pod = WatchedPod.start(podman(), new RestrictedPod(azure, data, webhook), directory);

        write("run-$i.log", 40);
        await().atMost(LIMIT).until(() -> azure.blobs().list(azure.container()).size() == 40);
        assertThat(pod.status()).contains("Uid:\t10001\t10001").containsPattern("NSpid:\\t[\\d\\t]*\\t1\n");
        // As kubectl exec does it: by PATH, with what the container itself was given.
        Run doctor = podman().run("exec", pod.name(), "blobdrop", "doctor", "--output=json");
        assertThat(doctor.exit()).as(doctor.err()).isZero();
        assertThat(doctor.out()).contains(webhook, Identities.POD.clientId());
        assertThat(pod.ask("/healthz").statusCode()).isEqualTo(200);
        assertThat(pod.ask("/readyz").statusCode()).isEqualTo(200);
        assertThat(pod.ask("/metrics").body()).contains("\nblobdrop_uploaded_files_total 40\n");
        write("last-$i.log", 25);
        Run logs = pod.terminate();

        assertThat(pod.exit()).as(logs.err()).isEqualTo(143);
        assertThat(azure.blobs().list(azure.container())).hasSize(65).contains("run-40.log", "last-25.log");
        assertThat(azure.blobs().get(azure.container(), "last-25.log"))
                .isEqualTo("content 25\n".getBytes(StandardCharsets.UTF_8));
        assertThat(pod.message().get("exitCode").getAsInt()).isEqualTo(143);
        assertThat(pod.message().get("uploaded").getAsInt()).isEqualTo(65);
        assertThat(pod.message().get("left").getAsInt()).isZero();
        assertThat(logs.out().lines()).last().asString().contains("\"event\":\"summary\"");
        assertThat(logs.out() + logs.err()).doesNotContain("eyJ").doesNotContain("\tat ");
    }

    /// By a process of its own, as the main container of a pod would.
    private void write(String name, int count) throws Exception {
        Run run = Run.of(
                LIMIT,
                Map.of("PATH", "/usr/bin:/bin"),
                "",
                List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && for i in $(seq %d); do echo content $i > %s; done".formatted(count, name),
                        data.toString()));
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void whoamiByTheDefaultChain() {
        Run run = blobdrop(RestrictedPod.V1_6, "whoami");

        assertClean(run);
        assertThat(run.out()).contains("Workload identity    Won", Identities.POD.clientId());
    }

    @Test
    void whatAPodIsToldWhenNothingIsInjected() {
        Run run = podman().run(
                        "run",
                        "--rm",
                        "--network=host",
                        "--read-only",
                        "--read-only-tmpfs=false",
                        "--cap-drop=ALL",
                        "--env=KUBERNETES_SERVICE_HOST=10.0.0.1",
                        "--env=AZURE_POD_IDENTITY_AUTHORITY_HOST=http://127.0.0.1:9",
                        "--env=STORAGE_ACCOUNT_URL=" + azure.accountUrl(),
                        podman().image(),
                        "hello");

        assertThat(run.exit()).as(run.err()).isEqualTo(10);
        assertThat(run.err()).contains("azure.workload.identity/use");
    }

    /// The Job of `packaging/k8s/base`, with what the kubelet and the webhook put into its pod.
    @Test
    void theManifestsPodByPlayKube() throws IOException {
        Path kubectl = Run.find("kubectl").orElseGet(() -> skip("kubectl is not installed: no manifest"));
        Run.find("catatonit").orElseGet(() -> skip("catatonit is not installed: no pods"));
        Rendered base = Rendered.of(kubectl, Path.of("packaging/k8s/base").toAbsolutePath());
        Path file = directory.resolve("pod.json");
        Files.writeString(
                file, new PlayedPod(new RestrictedPod(azure, data, RestrictedPod.V1_6)).of(base, podman().image()));

        Run played = podman().run("play", "kube", "--network=host", file.toString());

        assertThat(played.exit()).as(played.err()).isZero();
        Run waited = podman().run("wait", "blobdrop-blobdrop");
        Run logs = podman().run("logs", "blobdrop-blobdrop");
        assertThat(waited.out().strip()).as(logs.out() + logs.err()).isEqualTo("0");
        assertThat(azure.blobs().list(azure.container()))
                .singleElement()
                .satisfies(name -> assertThat(name).endsWith("-fromk8spod.txt"));
        podman().run("play", "kube", "--down", file.toString());
    }

    /// Its arguments reach the program as they are, whether the system or Java reads the script.
    @Test
    void blobdropIsOnThePath() {
        Run said = podman().run("run", "--rm", "--entrypoint=blobdrop", podman().image(), "--version");
        Run odd = podman().run(
                        "run", "--rm", "--entrypoint=[\"blobdrop\",\"stat\"]", podman().image(), "@/etc/passwd", "a b");

        assertClean(said);
        assertThat(said.out()).startsWith("blobdrop ");
        assertThat(odd.exit()).isEqualTo(2);
        assertThat(odd.err()).contains("a b");
    }

    @Test
    void aWordWithAnAtSignIsForTheProgramAndNotForJava() {
        Run run = podman().run("run", "--rm", podman().image(), "@/etc/passwd");

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("@/etc/passwd").doesNotContain("Could not find");
    }
}
