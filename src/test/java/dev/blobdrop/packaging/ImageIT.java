package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.Run;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The container image, run by the real podman as a restricted pod runs it: its own user, no
/// capability, nothing writable, the environment as the webhook injects it.
class ImageIT {
    @RegisterExtension
    static final WithPodman PODMAN = new WithPodman();

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Sandbox azure;
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        azure = SharedSandbox.get();
        azure.reset();
        data = Files.createDirectory(directory.resolve("data"));
    }

    private static Podman podman() {
        return PODMAN.get();
    }

    private Run blobdrop(String webhook, String... arguments) {
        List<String> words = new ArrayList<>(new RestrictedPod(azure, data, webhook).options());
        words.add(podman().image());
        words.addAll(List.of(arguments));
        Run run = podman().run(words.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain("eyJ").doesNotContain("\tat ");
        return run;
    }

    private static void assertClean(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContainIgnoringCase("warn").doesNotContain("Error");
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

    private static Path skip(String why) {
        Assumptions.abort(why);
        return Path.of("");
    }

    @Test
    void itIsWhatTheBuildSaidAndHasItsDigest() throws IOException {
        Run digest = podman().run("image", "inspect", "--format={{.Digest}}", podman().image());

        assertThat(digest.out()).isEqualTo(Files.readString(Podman.BUILT.resolve("digest")));
        JsonObject config = config(podman().image());
        assertThat(config)
                .isEqualTo(JsonParser.parseString(Files.readString(Path.of("packaging/image/config.json"))
                        .replace("@VERSION@", label(podman().image()))));
        assertThat(config.get("User").getAsString()).isEqualTo("10001:10001");
    }

    /// In another folder, from the same list of classes.
    @Test
    void aSecondBuildHasTheSameDigest() throws IOException {
        Path target = Podman.BUILT.getParent();
        Files.copy(target.resolve("bom.json"), directory.resolve("bom.json"));
        Run built = Run.of(
                Duration.ofMinutes(10),
                Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"),
                "",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-classpath",
                        target.resolve("blobdrop/lib") + "/*",
                        "-Dimage.classes=" + Podman.BUILT.resolve("classes.txt"),
                        Path.of("src/build/Image.java").toAbsolutePath().toString(),
                        target.resolve("blobdrop").toString(),
                        Path.of("packaging/image").toAbsolutePath().toString(),
                        directory.resolve("image").toString(),
                        label(podman().image()),
                        "2026-01-01T00:00:00Z"));

        assertThat(built.exit()).as(built.out() + built.err()).isZero();
        assumeFalse(
                built.out().contains("no fixed addresses here"),
                "this kernel allows no fixed addresses, so each image is another one");
        Path again = directory.resolve("image");
        if (Files.mismatch(again.resolve("digest"), Podman.BUILT.resolve("digest")) != -1) {
            assertThat(contents(again)).isEqualTo(contents(Podman.BUILT));
        }
        assertThat(again.resolve("digest"))
                .as("the same files, so their order, times or rights differ")
                .hasSameTextualContentAs(Podman.BUILT.resolve("digest"));
    }

    /// Each file of an image with its SHA-256, and the name of the layer it is in: where two images
    /// differ, this says by what.
    private Map<String, String> contents(Path image) throws IOException {
        Path folder = Files.createTempDirectory(directory, "contents");
        String unpack = "set -eu; cd \"$1\"; tar -xf \"$2\"; for layer in $(grep -o '\"Layers\":\\[[^]]*'"
                + " manifest.json | grep -o '[^\"]*[0-9a-f]\\{64\\}'); do n=$((${n:-0} + 1));"
                + " mkdir layer$n; tar -xzf \"$layer\" -C layer$n; done; find layer* -type f"
                + " -exec sha256sum {} +";
        Run run = Run.of(
                LIMIT,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
                "",
                List.of(
                        "sh",
                        "-c",
                        unpack,
                        "sh",
                        folder.toString(),
                        image.resolve("blobdrop-image.tar").toAbsolutePath().toString()));
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, String> sums = new TreeMap<>();
        run.out().lines().forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        assertThat(sums).isNotEmpty();
        return sums;
    }

    /// The registry is Debian's docker-registry, the tool that pushes is skopeo.
    @Test
    void aRegistryHasItUnderTheDigestThatTheBuildPrinted() throws Exception {
        String skopeo = Run.find("skopeo")
                .orElseGet(() -> skip("skopeo is not installed"))
                .toString();
        try (LocalRegistry registry = LocalRegistry.start(
                Run.find("docker-registry").orElseGet(() -> skip("docker-registry is not installed")),
                directory.resolve("registry"))) {
            String name = "docker://" + registry.address() + "/blobdrop:pushed";
            Run copied = registry.run(
                    skopeo, "copy", "--insecure-policy", "--dest-tls-verify=false", "oci-archive:" + Podman.TAR, name);
            assertThat(copied.exit()).as(copied.err()).isZero();

            Run asked = registry.run(skopeo, "inspect", "--tls-verify=false", "--format={{.Digest}}", name);

            assertThat(asked.out()).isEqualTo(Files.readString(Podman.BUILT.resolve("digest")));
        }
    }

    /// What a runtime is told, without what the building tool says of itself.
    private static JsonObject config(String image) {
        Run run = podman().run("image", "inspect", "--format={{json .Config}}", image);
        JsonObject config = JsonParser.parseString(run.out()).getAsJsonObject();
        config.getAsJsonObject("Labels").remove("io.buildah.version");
        return config;
    }

    private static String label(String image) {
        return config(image)
                .getAsJsonObject("Labels")
                .get("org.opencontainers.image.version")
                .getAsString();
    }

    /// With this option Java ends at once when it cannot use the archive.
    @Test
    void theClassArchiveHoldsForTheFilesOfTheLayers() {
        Run run = archived(podman().image());

        assertClean(run);
        assertThat(run.out()).startsWith("blobdrop ");
    }

    private static Run archived(String image) {
        return podman().run(
                        "run",
                        "--rm",
                        "--entrypoint=[\"/opt/java/bin/java\",\"-Xshare:on\","
                                + "\"@/app/java.args\",\"dev.blobdrop.Main\"]",
                        image,
                        "--version");
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

    @Test
    void thereIsNoShellNoWindowAndNothingThatRaisesRights() throws IOException {
        Path root = Podman.BUILT.resolve("root");
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> programs = files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.matches(".*\\.so(\\.\\d+)*"))
                    .collect(Collectors.toSet());
            assertThat(programs)
                    .containsExactlyInAnyOrder(
                            "app/bin/blobdrop", "opt/java/bin/java", "opt/java/lib/jexec", "opt/java/lib/jspawnhelper");
        }
        try (Stream<Path> jars = Files.list(root.resolve("app/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(jar -> jar.matches("(javafx|atlantafx).*"));
        }
        Run window = podman().run("run", "--rm", podman().image(), "gui");
        assertThat(window.exit()).isEqualTo(2);
        assertThat(window.err()).contains("The window is not part of this package");
    }

    /// Its second stage alone, for there is no base image here: the folder that the build has made
    /// stands for what the first stage makes.
    @Test
    void theContainerfileMakesTheSameImage() throws IOException {
        String all = Files.readString(Path.of("packaging/image/Containerfile"));
        String stage = all.substring(all.indexOf("FROM scratch"));
        assertThat(stage).contains("COPY --from=build /blobdrop/target/image/root/ /\n");
        Path file = directory.resolve("Containerfile");
        Files.writeString(file, stage.replaceFirst("COPY --from=build \\S+ /", "COPY root/ /"));

        Run built = podman().run(
                        "build",
                        "--quiet",
                        "--isolation=chroot",
                        "--tag=by-containerfile",
                        "--build-arg=VERSION=" + label(podman().image()),
                        "--file=" + file,
                        Podman.BUILT.toString());

        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(config("by-containerfile")).isEqualTo(config(podman().image()));
        Run run = archived("by-containerfile");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void theBillOfMaterialsNamesEveryJarAndWhatIsNotFromMaven() throws IOException {
        JsonArray components = JsonParser.parseString(Files.readString(Podman.BUILT.resolve("blobdrop-image.cdx.json")))
                .getAsJsonObject()
                .getAsJsonArray("components");
        Set<String> named = components.asList().stream()
                .map(component -> component.getAsJsonObject())
                .map(component -> component.get("name").getAsString()
                        + "-"
                        + component.get("version").getAsString()
                        + ".jar")
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(Podman.BUILT.resolve("root/app/lib"))) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("blobdrop-"))
                    .toList();
            assertThat(named).containsAll(jars);
        }
        assertThat(named).anyMatch(name -> name.startsWith("Java runtime of "));
        assertThat(named).anyMatch(name -> name.startsWith("libc6-") || name.startsWith("glibc-"));
        assertThat(named).noneMatch(name -> name.startsWith("javafx-"));
    }
}
