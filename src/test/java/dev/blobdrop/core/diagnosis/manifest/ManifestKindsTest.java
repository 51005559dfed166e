package dev.blobdrop.core.diagnosis.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Common mistakes in manifests for this program, in YAML as people write it.
class ManifestKindsTest extends YamlManifests {
    @Test
    void goodOnesHaveNone() {
        assertThat(mistakes(ACCOUNT + JOB)).isEmpty();
    }

    @Test
    void serviceAccountInAnotherNamespaceOnly() {
        assertOne(
                ACCOUNT.replace("namespace: uploads", "namespace: other") + JOB,
                "B7",
                "in namespace uploads, but the given one is in namespace other");
        assertThat(mistakes(ACCOUNT.replace("  namespace: uploads\n", "") + JOB))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"00000000-0000-0000-0000-000000000000", "$(CLIENT_ID)", "${CLIENT_ID}", "<client-id>", "CLIENT_ID"})
    void clientIdThatWasNotFilledIn(String value) {
        assertOne(ACCOUNT.replace("22222222-2222-4222-8222-222222222222", "'" + value + "'") + JOB, "A6", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ACCOUNT.blob.core.windows.net",
                "https://$(ACCOUNT).blob.core.windows.net",
                "https://<account>.blob.core.windows.net"
            })
    void accountThatWasNotFilledIn(String url) {
        assertOne(job("https://contoso.blob.core.windows.net", "'" + url + "'"), "F12", url);
    }

    @Test
    void imageThatWasNotFilledIn() {
        assertOne(job("contoso.azurecr.io", "REGISTRY.azurecr.io"), "", "REGISTRY.azurecr.io");
    }

    /// Kubernetes fills a variable of the container into another.
    @Test
    void variableThatKubernetesFillsIsNoPlaceholder() {
        String filled =
                job("value: https://contoso.blob.core.windows.net", "value: https://$(NAME).blob.core.windows.net");

        assertThat(mistakes(filled + "            - {name: NAME, value: contoso}\n"))
                .isEmpty();
    }

    @Test
    void noStorageAccount() {
        assertOne(job("STORAGE_ACCOUNT_URL", "ACCOUNT_URL"), "F12", "has no storage account");
        assertThat(mistakes(job("STORAGE_ACCOUNT_URL", "OTHER")
                        .replace("[upload, /data]", "[upload, /data, --account-url, https://a.b]")))
                .isEmpty();
    }

    @Test
    void accountFromAConfigMap() {
        String from = job(
                "          env:\n"
                        + "            - name: STORAGE_ACCOUNT_URL\n"
                        + "              value: https://contoso.blob.core.windows.net\n",
                "          envFrom:\n            - configMapRef: {name: settings}\n");
        String map = """
            ---
            kind: ConfigMap
            metadata: {name: settings, namespace: uploads}
            data:
            """;

        assertThat(mistakes(from)).as("not given, so not judged").isEmpty();
        assertThat(mistakes(from + map + "  STORAGE_ACCOUNT_URL: https://a.b\n"))
                .isEmpty();
        assertOne(from + map + "  OTHER: x\n", "F12", "no storage account");
        List<Mistake> found = mistakes(from + map + "  STORAGE_ACCOUNT_URL: https://a.b\n  AZURE_CLIENT_ID: x\n");
        assertThat(found).extracting(Mistake::row).containsExactly("A7");
    }

    @ParameterizedTest
    @CsvSource({
        "sh, the image has no shell",
        "/bin/bash, the image has no shell",
        "python, the image has no such program"
    })
    void commandThatTheImageDoesNotHave(String program, String says) {
        String command = "          command: [" + program + ", -c, 'blobdrop upload /data']\n";

        assertOne(job("          args: [upload, /data]\n", command), "", says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobdrop", "/usr/bin/blobdrop"})
    void commandThatTheImageHas(String program) {
        String command = "          command: [" + program + ", doctor]\n";

        assertThat(mistakes(job("          args: [upload, /data]\n", command))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, Indexed, $(JOB_COMPLETION_INDEX)/4, completions: 3",
        "4, NonIndexed, $(JOB_COMPLETION_INDEX)/4, only an Indexed Job has",
        "4, Indexed, 0/4, uploads the same part"
    })
    void shardsThatDoNotFitTheJob(String completions, String mode, String shard, String says) {
        assertOne(sharded(completions, mode, "--shard=" + shard), "", says);
    }

    private static String sharded(String completions, String mode, String words) {
        return job("[upload, /data]", "[upload, /data, " + words + "]")
                .replace(
                        "spec:\n  template:",
                        "spec:\n  completions: " + completions + "\n  completionMode: " + mode + "\n  template:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--shard=$(JOB_COMPLETION_INDEX)/4", "--shard, $(JOB_COMPLETION_INDEX)/4"})
    void shardsThatFit(String words) {
        assertThat(mistakes(sharded("4", "Indexed", words))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodeSelector: {kubernetes.io/os: windows}",
                "nodeSelector: {beta.kubernetes.io/os: windows}",
                "os: {name: windows}"
            })
    void windowsNodes(String field) {
        assertOne(
                job("      serviceAccountName", "      " + field + "\n      serviceAccountName"), "", "Windows nodes");
        assertThat(mistakes(job(
                        "      serviceAccountName",
                        "      nodeSelector: {kubernetes.io/os: linux}\n" + "      serviceAccountName")))
                .isEmpty();
    }

    private static String annotated(String annotation) {
        return job(
                "    metadata:\n      labels:",
                "    metadata:\n      annotations:\n        " + annotation + "\n      labels:");
    }

    @ParameterizedTest
    @CsvSource({
        "blobdrop, which needs the identity",
        "other, the pod has no such container",
        "main;other, the pod has no such container"
    })
    void skippedContainers(String names, String says) {
        String two = annotated("azure.workload.identity/skip-containers: " + names)
                + "        - name: main\n          image: contoso/work:1\n";

        assertOne(two, "A5", says);
    }

    @Test
    void neitherLabelNorAnnotation() {
        String bare = ACCOUNT.replaceFirst("(?s)  annotations:.*?\n---", "---")
                + JOB.replaceFirst("(?s)    metadata:\n      labels:\n.*?    spec", "    spec");

        assertThat(mistakes(bare)).extracting(Mistake::row).containsExactly("A4", "A2");
        String others = bare.replace("name: blobdrop", "name: main").replace("/blobdrop:1", "/x:1");
        assertThat(mistakes(others)).extracting(Mistake::row).containsExactly("A2");
    }

    @ParameterizedTest
    @CsvSource({
        "aadpodidbinding: blobdrop, A2, retired",
        "azure.workload-identity/use: 'true', A2, has no effect",
        "azure.workload.identity/Use: 'true', A2, has no effect"
    })
    void labelsThatNobodyReads(String key, String value, String says) {
        // The columns of the source are key, row and words.
        assertThat(mistakes(job("azure.workload.identity/use: \"true\"", quoted(key))))
                .anySatisfy(found -> {
                    assertThat(found.row()).isEqualTo(value);
                    assertThat(found.says()).contains(says);
                });
    }

    private static String quoted(String key) {
        return key.replaceFirst(": true$", ": 'true'");
    }

    @ParameterizedTest
    @CsvSource({
        "azure.workload.identity/client-id, A4, on a pod",
        "azure.workload.identity/tenant-id, D7, on a pod",
        "azure.workload.identity/use, A2, on a pod"
    })
    void annotationsInTheWrongPlace(String key, String row, String says) {
        assertOne(annotated(key + ": '22222222-2222-4222-8222-222222222222'"), row, says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure.workload.identity/clientid",
                "azure.workload.identity/client_id",
                "azure-workload-identity/client-id"
            })
    void mistypedClientId(String key) {
        assertOne(
                ACCOUNT.replace("azure.workload.identity/client-id", key) + JOB,
                "A4",
                key + " has no effect on a service account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "3599", "86401", "1h"})
    void expirationThatTheWebhookRefuses(String seconds) {
        String key = "azure.workload.identity/service-account-token-expiration: '" + seconds + "'";

        assertOne(annotated(key), "D17", seconds);
        assertOne(ACCOUNT.replace("annotations:\n", "annotations:\n    " + key + "\n") + JOB, "D17", seconds);
        assertThat(mistakes(annotated(key.replace(seconds, "86400")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'audience: api://other', the audience 'api://other'",
        "'audience: sts.example', the audience 'sts.example'",
        "'expirationSeconds: 3600', no audience"
    })
    void ownTokenWithAWrongAudience(String field, String says) {
        String volume = """
                  volumes:
                    - name: token
                      projected:
                        sources:
                          - serviceAccountToken:
                              path: azure-identity-token
                              %s
            """.formatted(field);

        assertOne(ACCOUNT + JOB + volume, "D4a", says);
        assertThat(mistakes(ACCOUNT + JOB + volume.replace(field, "audience: api://AzureADTokenExchange")))
                .isEmpty();
    }

    @Test
    void skippedKindsAreReported() {
        Manifests manifests = Manifests.parse(ACCOUNT
                + JOB
                + "---\nkind: ConfigMap\nmetadata: {name: a}\n"
                + "---\nkind: ConfigMap\nmetadata: {name: b}\n"
                + "---\nkind: Ingress\nmetadata: {name: c}\n");

        assertThat(manifests.skipped()).hasToString("{ConfigMap=2, Ingress=1}");
        assertThat(manifests.examined()).isEqualTo(2);
    }

    /// Such as a Rollout: it makes pods from the same template.
    @Test
    void kindThatOthersHaveDefinedIsLookedAt() {
        String rollout = ACCOUNT + JOB.replace("kind: Job", "kind: Rollout");

        assertThat(Manifests.parse(rollout).skipped()).isEmpty();
        assertOne(rollout.replace("'true'", "x").replace("\"true\"", "\"yes\""), "A2", "yes");
    }

    @Test
    void retiredKinds() {
        assertOne(ACCOUNT + JOB + "---\nkind: AzureIdentityBinding\nmetadata: {name: a}\n", "A2", "retired");
    }

    @Test
    void oneNameTwice() {
        assertOne(ACCOUNT + ACCOUNT + JOB, "", "is defined 2 times");
    }

    @Test
    void listsInLists() {
        String item = "{'kind':'ServiceAccount','metadata':{'name':'a'}}";
        String json = "{'kind':'List','items':[{'kind':'List','items':[" + item + "]}]}";

        assertThat(Manifests.parse(json.replace('\'', '"')).examined()).isEqualTo(1);
    }
}
