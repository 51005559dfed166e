package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.cli.BlobdropCommand;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.commands.Run;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.transfer.Shard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every folder of manifests is what Kubernetes and Pod Security accept and what the doctor finds
/// no mistake in.
class ManifestsIT {
    private static final Path K8S = Path.of("packaging/k8s").toAbsolutePath();
    private static final String USE = "azure.workload.identity/use";
    private static final String CLIENT_ID = "azure.workload.identity/client-id";

    private static final String SIDECAR = "overlays/sidecar";

    /// Each folder is rendered once, as it lies there and filled.
    private static final Map<String, Rendered> RENDERED = new HashMap<>();

    private static final Map<String, Rendered> FILLED = new HashMap<>();

    private static Path kubectl;

    @TempDir
    Path directory;

    @BeforeAll
    static void findKubectl() {
        Optional<Path> found = Run.find("kubectl");
        assumeTrue(found.isPresent(), "kubectl is not installed: manifests cannot be rendered");
        kubectl = found.get();
    }

    static Stream<String> folders() {
        return Stream.of(
                "base",
                "overlays/job",
                "overlays/cronjob",
                "overlays/indexed",
                "overlays/doctor",
                "overlays/identity-binding",
                "overlays/no-webhook",
                SIDECAR);
    }

    private static Rendered rendered(String folder) {
        return RENDERED.computeIfAbsent(folder, name -> Rendered.of(kubectl, K8S.resolve(name)))
                .copy();
    }

    @Test
    void everyFolderIsTested() throws IOException {
        try (Stream<Path> overlays = Files.list(K8S.resolve("overlays"))) {
            assertThat(overlays.map(overlay -> "overlays/" + overlay.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(folders().skip(1).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void fieldsAreThoseOfKubernetes(String folder) {
        assertThat(rendered(folder).objects())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(object -> assertThat(StrictModel.complaint(object)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"backoffLimit\":6     | \"backofLimit\":6     | backofLimit",
                "\"backoffLimit\":6     | \"backoffLimit\":\"6\" | backoffLimit",
                "\"runAsNonRoot\":true  | \"runAsNonRoot\":\"yes\" | runAsNonRoot",
                "\"identity/use\":\"true\" | \"identity/use\":true | metadata.labels",
                "\"mountPath\":\"/data\", | \"subPath\":\"x\",   | mountPath",
                "\"drop\":[\"ALL\"]     | \"drop\":\"ALL\"      | drop"
            })
    void aPlantedMistakeInAFieldIsFound(String right, String wrong, String field) {
        String job = rendered("overlays/job").workload().toString();
        String from = right.replace("\"identity/use", "\"azure.workload.identity/use");
        String to = wrong.replace("\"identity/use", "\"azure.workload.identity/use");
        assertThat(job).contains(from);

        JsonObject planted = JsonParser.parseString(job.replace(from, to)).getAsJsonObject();

        assertThat(StrictModel.complaint(planted))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains(field));
    }

    /// The rules of the level: kubernetes.io/docs/concepts/security/pod-security-standards.
    @ParameterizedTest
    @MethodSource("folders")
    void podsAreRestricted(String folder) {
        Rendered rendered = rendered(folder);
        JsonObject labels = Rendered.at(rendered.only("Namespace"), "metadata", "labels");
        assertThat(labels.get("pod-security.kubernetes.io/enforce").getAsString())
                .isEqualTo("restricted");

        JsonObject spec = Rendered.at(rendered.pod(), "spec");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(spec.has(shared)).as(shared).isFalse();
        }
        JsonObject pod = spec.getAsJsonObject("securityContext");
        assertThat(pod.get("runAsNonRoot").getAsBoolean()).isTrue();
        assertThat(pod.get("runAsUser").getAsInt()).isEqualTo(10001);
        assertThat(Rendered.at(pod, "seccompProfile").get("type").getAsString()).isEqualTo("RuntimeDefault");
        if (spec.has("volumes")) {
            for (JsonElement volume : spec.getAsJsonArray("volumes")) {
                assertThat(volume.getAsJsonObject().keySet())
                        .containsAnyOf("projected", "persistentVolumeClaim", "emptyDir")
                        .hasSize(2);
            }
        }
        assertThat(rendered.containers()).hasSize(folder.equals(SIDECAR) ? 2 : 1);
        for (JsonObject each : rendered.containers()) {
            JsonObject container = each.getAsJsonObject("securityContext");
            assertThat(container.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
            assertThat(container.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
            assertThat(container.get("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
            assertThat(container.keySet())
                    .containsExactlyInAnyOrder("allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities");
        }
    }

    /// The sidecar alone has the identity and the right to nothing but reading; it begins before
    /// the work, is ended after it, and is asked how it is where its program answers.
    @Test
    void theSidecarOutlivesTheWorkAndAloneHasTheIdentity() {
        Rendered rendered = rendered(SIDECAR);
        JsonObject spec = Rendered.at(rendered.pod(), "spec");
        assertThat(spec.getAsJsonArray("initContainers").get(0)).isEqualTo(rendered.container());
        assertThat(rendered.container().get("restartPolicy").getAsString()).isEqualTo("Always");
        JsonObject work = spec.getAsJsonArray("containers").get(0).getAsJsonObject();
        assertThat(Rendered.at(rendered.pod(), "metadata", "annotations").toString())
                .isEqualTo("{\"azure.workload.identity/skip-containers\":\"work\"}");
        assertThat(work.get("name").getAsString()).isEqualTo("work");
        assertThat(work.has("env")).isFalse();

        JsonObject reads = mount(rendered.container());
        JsonObject writes = mount(work);
        assertThat(reads.get("readOnly").getAsBoolean()).isTrue();
        assertThat(reads.get("name")).isEqualTo(writes.get("name"));
        assertThat(rendered.arguments())
                .startsWith("watch", reads.get("mountPath").getAsString())
                .contains("--health-port=8081", "--grace=110s", "--output=json");
        assertThat(spec.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThan(110);
        assertThat(rendered.container().getAsJsonArray("ports").get(0).toString())
                .contains("\"containerPort\":8081", "\"name\":\"health\"");
        Map.of("startupProbe", "/healthz", "livenessProbe", "/healthz", "readinessProbe", "/readyz")
                .forEach((probe, path) -> assertThat(Rendered.at(rendered.container(), probe, "httpGet")
                                .toString())
                        .contains("\"" + path + "\"", "\"port\":\"health\""));
    }

    private static JsonObject mount(JsonObject container) {
        return container.getAsJsonArray("volumeMounts").get(0).getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aFailedPodIsReplacedByANewOneUnlessThatCannotHelp(String folder) {
        Rendered rendered = rendered(folder);
        JsonObject spec = Rendered.at(rendered.pod(), "spec");
        assertThat(spec.get("restartPolicy").getAsString()).isEqualTo("Never");
        assertThat(spec.get("automountServiceAccountToken").getAsBoolean()).isFalse();
        assertThat(spec.get("terminationGracePeriodSeconds").getAsInt()).isEqualTo(folder.equals(SIDECAR) ? 120 : 60);
        assertThat(rendered.container().get("terminationMessagePolicy").getAsString())
                .isEqualTo("FallbackToLogsOnError");
        assertThat(Rendered.at(rendered.container(), "resources", "limits").has("memory"))
                .isTrue();

        JsonArray rules = Rendered.at(rendered.jobSpec(), "podFailurePolicy").getAsJsonArray("rules");
        assertThat(rules).hasSize(folder.equals(SIDECAR) ? 1 : 2);
        assertThat(rules.get(0).toString())
                .isEqualTo("{\"action\":\"Ignore\",\"onPodConditions\":"
                        + "[{\"status\":\"True\",\"type\":\"DisruptionTarget\"}]}");
        if (folder.equals(SIDECAR)) {
            return;
        }
        assertThat(rules.get(1).toString())
                .isEqualTo("{\"action\":\"FailJob\",\"onExitCodes\":{\"containerName\":\"blobdrop\","
                        + "\"operator\":\"In\",\"values\":[2,10,11,12,13,14,15]}}");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void thePodSaysOfItselfWhatTheDoctorAsks(String folder) {
        Map<String, String> fields = new HashMap<>();
        for (JsonElement element : rendered(folder).container().getAsJsonArray("env")) {
            JsonObject variable = element.getAsJsonObject();
            String name = variable.get("name").getAsString();
            if (name.startsWith("BLOBDROP_POD_")) {
                fields.put(
                        name,
                        Rendered.at(variable, "valueFrom", "fieldRef")
                                .get("fieldPath")
                                .getAsString());
            }
        }

        assertThat(fields)
                .containsOnly(
                        Map.entry("BLOBDROP_POD_NAMESPACE", "metadata.namespace"),
                        Map.entry("BLOBDROP_POD_NAME", "metadata.name"),
                        Map.entry("BLOBDROP_POD_SERVICE_ACCOUNT", "spec.serviceAccountName"),
                        Map.entry(
                                "BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY",
                                "metadata.labels['azure.workload.identity/use']"),
                        Map.entry(
                                "BLOBDROP_POD_ANNOTATION_PROXY_SIDECAR",
                                "metadata.annotations" + "['azure.workload.identity/inject-proxy-sidecar']"));
    }

    /// With an option that does not exist, a command does nothing; when that is all there is to
    /// complain of, the rest is in order.
    @ParameterizedTest
    @MethodSource("folders")
    void blobdropAcceptsTheArguments(String folder) {
        List<String> arguments = new ArrayList<>(rendered(folder).arguments());
        assertThat(arguments).noneMatch(word -> word.contains("$(") && !isIndex(word));
        arguments.add("--sentinel");

        assertThat(blobdrop(arguments).err()).startsWith("Error: Unknown option: '--sentinel'");
    }

    private static boolean isIndex(String argument) {
        return argument.startsWith("--shard=$(JOB_COMPLETION_INDEX)/");
    }

    @Test
    void theShardsAreAsManyAsThePods() {
        Rendered rendered = rendered("overlays/indexed");
        int pods = rendered.jobSpec().get("completions").getAsInt();
        assertThat(rendered.jobSpec().get("completionMode").getAsString()).isEqualTo("Indexed");
        assertThat(rendered.jobSpec().get("parallelism").getAsInt()).isEqualTo(pods);

        String shard = rendered.arguments().stream()
                .filter(ManifestsIT::isIndex)
                .findFirst()
                .orElseThrow()
                .replace("--shard=", "");
        for (int index = 0; index < pods; index++) {
            String given = shard.replace("$(JOB_COMPLETION_INDEX)", String.valueOf(index));
            assertThat(Shard.parse(given, Optional.empty())).isEqualTo(new Shard(index, pods));
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theDoctorFindsNoMistake(String folder) throws IOException {
        Run run = doctor(filled(folder));

        assertThat(run.out()).isEqualToIgnoringNewLines("No mistakes found.");
        assertThat(run.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "overlays/job, labelOnTheJob, is on the Job itself",
        "overlays/cronjob, labelOnTheJob, is on the CronJob itself",
        "base, noLabel, the pod has no label",
        "base, noAnnotation, no client-id annotation",
        "overlays/job, otherAccount, runs as service account 'default'",
        "overlays/no-webhook, subPath, never refreshed",
        "base, byHand, sets AZURE_CLIENT_ID by hand",
        "overlays/sidecar, byHand, sets AZURE_CLIENT_ID by hand",
        "overlays/sidecar, allSkipped, lists every container",
        "overlays/sidecar, commas, separated by semicolons"
    })
    void theDoctorFindsAPlantedMistake(String folder, String mistake, String says) throws IOException {
        Rendered rendered = filled(folder);
        mistakes().get(mistake).accept(rendered);

        Run run = doctor(rendered);

        assertThat(run.out()).contains(says).endsWith("1 mistake found.\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    private static void skip(Rendered rendered, String names) {
        Rendered.at(rendered.pod(), "metadata", "annotations")
                .addProperty("azure.workload.identity/skip-containers", names);
    }

    private static Map<String, Consumer<Rendered>> mistakes() {
        return Map.of(
                "allSkipped",
                rendered -> skip(rendered, "work;blobdrop"),
                "commas",
                rendered -> skip(rendered, "work,other"),
                "labelOnTheJob",
                rendered -> {
                    Rendered.at(rendered.pod(), "metadata", "labels").remove(USE);
                    JsonObject labels = new JsonObject();
                    labels.addProperty(USE, "true");
                    Rendered.at(rendered.workload(), "metadata").add("labels", labels);
                },
                "noLabel",
                rendered -> Rendered.at(rendered.pod(), "metadata", "labels").remove(USE),
                "noAnnotation",
                rendered -> Rendered.at(rendered.only("ServiceAccount"), "metadata", "annotations")
                        .remove(CLIENT_ID),
                "otherAccount",
                rendered -> Rendered.at(rendered.pod(), "spec").addProperty("serviceAccountName", "default"),
                "subPath",
                rendered -> rendered.container()
                        .getAsJsonArray("volumeMounts")
                        .get(0)
                        .getAsJsonObject()
                        .addProperty("subPath", "azure-identity-token"),
                "byHand",
                rendered -> {
                    JsonObject variable = new JsonObject();
                    variable.addProperty("name", "AZURE_CLIENT_ID");
                    variable.addProperty("value", "x");
                    rendered.container().getAsJsonArray("env").add(variable);
                });
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyValueComesFromOneFile(String folder) throws IOException {
        Rendered rendered = filled(folder);

        assertThat(rendered.objects()).allSatisfy(object -> {
            JsonObject metadata = Rendered.at(object, "metadata");
            String kind = object.get("kind").getAsString();
            if (kind.equals("Namespace")) {
                assertThat(metadata.get("name").getAsString()).isEqualTo("uploads");
            } else if (!kind.startsWith("ClusterRole")) {
                assertThat(metadata.get("namespace").getAsString()).isEqualTo("uploads");
            }
        });
        assertThat(rendered.container().get("image").getAsString()).isEqualTo("contoso.azurecr.io/blobdrop@sha256:1");
        assertThat(Rendered.at(rendered.only("ConfigMap"), "data").get("STORAGE_ACCOUNT_URL"))
                .hasToString("\"https://contoso.blob.core.windows.net\"");
        String text = rendered.list();
        assertThat(text).contains("22222222-2222-4222-8222-222222222222");
        assertThat(text.replace("$(JOB_COMPLETION_INDEX)", "")).doesNotContain("$(");
        if (text.contains("persistentVolumeClaim")) {
            assertThat(text).contains("\"claimName\":\"my-files\"");
        }
        if (folder.endsWith("doctor")) {
            assertThat(rendered.arguments())
                    .contains(
                            "--expected-client-id=22222222-2222-4222-8222-222222222222",
                            "--expected-subject=system:serviceaccount:uploads:blobdrop");
        }
        if (folder.endsWith("identity-binding")) {
            assertThat(rendered.only("ClusterRole").get("rules"))
                    .hasToString("[{\"apiGroups\":[\"cid.wi.aks.azure.com\"],\"resources\":"
                            + "[\"22222222-2222-4222-8222-222222222222\"],"
                            + "\"verbs\":[\"use-managed-identity\"]}]");
            assertThat(rendered.only("ClusterRoleBinding").get("subjects").toString())
                    .contains("\"namespace\":\"uploads\"");
        }
    }

    /// The folder with all values given.
    private Rendered filled(String folder) throws IOException {
        Path copy = directory.resolve("k8s");
        Tree.copy(K8S, copy);
        Files.writeString(copy.resolve("common/config.env"), """
            CLIENT_ID=22222222-2222-4222-8222-222222222222
            TENANT_ID=11111111-1111-4111-8111-111111111111
            NAMESPACE=uploads
            STORAGE_ACCOUNT_URL=https://contoso.blob.core.windows.net
            BLOBDROP_CONTAINER=workloadidentity
            IMAGE=contoso.azurecr.io/blobdrop@sha256:1
            DATA_CLAIM=my-files
            """);
        return FILLED.computeIfAbsent(folder, name -> Rendered.of(kubectl, copy.resolve(name)))
                .copy();
    }

    private Run doctor(Rendered rendered) throws IOException {
        Path file = directory.resolve("objects.json");
        Files.writeString(file, rendered.list());
        return blobdrop(List.of("doctor", "--manifests", file.toString()));
    }

    private static Run blobdrop(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = BlobdropCommand.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                new Environment(Map.of()),
                () -> 0,
                arguments.toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
