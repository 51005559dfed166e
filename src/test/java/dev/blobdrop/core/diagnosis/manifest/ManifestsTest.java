package dev.blobdrop.core.diagnosis.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistakes are found in manifests before anything runs, and good manifests have none.
class ManifestsTest {
    private static final String CLIENT = "22222222-2222-4222-8222-222222222222";
    private static final String LABEL = "'labels':{'azure.workload.identity/use':'true'}";

    private static final String ACCOUNT = """
        {'kind':'ServiceAccount','metadata':{'namespace':'uploads','name':'blobdrop','annotations':\
        {'azure.workload.identity/client-id':'%s'}}}\
        """.formatted(CLIENT);

    private static List<Mistake> mistakes(String... objects) {
        String json = "{'kind':'List','items':[" + String.join(",", objects) + "]}";
        return Manifests.parse(json.replace('\'', '"')).mistakes();
    }

    /// A Job whose pod template has this metadata and spec.
    private static String job(String metadata, String spec) {
        return """
            {'kind':'Job','metadata':{'namespace':'uploads','name':'nightly'},'spec':{'template':\
            {'metadata':{%s},'spec':{'serviceAccountName':'blobdrop'%s}}}}\
            """.formatted(metadata, spec.isEmpty() ? "" : "," + spec);
    }

    private static String container(String fields) {
        return "'containers':[{'name':'upload'" + (fields.isEmpty() ? "" : "," + fields) + "}]";
    }

    private static void assertOne(List<Mistake> mistakes, String row, String... words) {
        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.getFirst().row()).isEqualTo(row);
        assertThat(mistakes.getFirst().says()).contains(words);
        assertThat(mistakes.getFirst().fix()).isNotBlank();
        assertThat(Catalogue.standard().byId(row)).isNotNull();
    }

    @Test
    void goodManifestsHaveNone() {
        assertThat(mistakes(ACCOUNT, job(LABEL, container("")))).isEmpty();
    }

    @Test
    void theLabelOnTheJobItselfDoesNothing() {
        String job = job("", container("")).replace("'name':'nightly'}", "'name':'nightly'," + LABEL + "}");

        List<Mistake> found = mistakes(ACCOUNT, job);

        assertOne(found, "A2", "is on the Job itself");
        assertThat(found.getFirst().where()).isEqualTo("Job uploads/nightly");
        assertThat(found.getFirst().fix()).endsWith("spec.template.metadata.labels");
    }

    @Test
    void ofACronJobTheInnermostTemplateCounts() {
        String pod = "{'metadata':{%s},'spec':{'serviceAccountName':'blobdrop'}}";
        String cron = """
            {'kind':'CronJob','metadata':{'namespace':'uploads','name':'c',%s},'spec':{'jobTemplate':\
            {'spec':{'template':%s}}}}\
            """;

        assertThat(mistakes(ACCOUNT, cron.formatted(LABEL, pod.formatted(LABEL))))
                .isEmpty();
        assertThat(mistakes(ACCOUNT, cron.formatted(LABEL, pod.formatted(""))))
                .extracting(Mistake::fix)
                .containsExactly("Put it on the pod template:" + " spec.jobTemplate.spec.template.metadata.labels");
    }

    @Test
    void theLabelIsMissing() {
        assertOne(mistakes(ACCOUNT, job("", container(""))), "A2", "has no label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'True'", "'yes'", "true"})
    void theLabelHasAnotherValue(String value) {
        String label = "'labels':{'azure.workload.identity/use':" + value + "}";

        assertOne(mistakes(ACCOUNT, job(label, container(""))), "A2", "must be \"true\"");
    }

    @Test
    void theAnnotationIsMissing() {
        String bare = "{'kind':'ServiceAccount','metadata':{'namespace':'uploads','name':'blobdrop'}}";

        List<Mistake> found = mistakes(bare, job(LABEL, container("")));

        assertOne(found, "A4", "no client-id annotation");
        assertThat(found.getFirst().fix())
                .isEqualTo("kubectl -n uploads annotate sa blobdrop"
                        + " azure.workload.identity/client-id=CLIENT_ID --overwrite");
    }

    @Test
    void theAnnotationIsNoClientId() {
        String wrong = ACCOUNT.replace(CLIENT, "/subscriptions/s/resourceGroups/rg");

        assertOne(mistakes(wrong, job(LABEL, container(""))), "A6", "/subscriptions/s");
    }

    @Test
    void theServiceAccountIsAnother() {
        String job = job(LABEL, container("")).replace("'blobdrop'", "'default'");

        assertOne(mistakes(ACCOUNT, job), "B7", "runs as service account 'default'");
    }

    @Test
    void anAccountOfAnotherNamespaceDoesNotCount() {
        String elsewhere = ACCOUNT.replace("'uploads'", "'other'");
        String here = ACCOUNT.replace("'blobdrop'", "'somebody'");

        assertOne(mistakes(elsewhere, here, job(LABEL, container(""))), "B7", "'blobdrop'");
    }

    @Test
    void theProxySidecarIsAskedForWhateverTheValue() {
        String metadata = LABEL + ",'annotations':{'azure.workload.identity/inject-proxy-sidecar':'false'}";

        assertOne(mistakes(ACCOUNT, job(metadata, container(""))), "A10", "proxy sidecar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_AUTHORITY_HOST"})
    void aVariableIsSetByHand(String name) {
        String env = "'env':[{'name':'" + name + "','value':'x'}]";

        assertOne(mistakes(ACCOUNT, job(LABEL, container(env))), "A7", "upload sets " + name);
    }

    @Test
    void variablesBelongToATokenThatTheManifestMountsItself() {
        String env = "'env':[{'name':'AZURE_CLIENT_ID','value':'x'}]";
        String volume = """
            'volumes':[{'name':'azure','projected':{'sources':[{'serviceAccountToken':\
            {'audience':'api://AzureADTokenExchange','path':'token'}}]}}]\
            """;

        assertThat(mistakes(ACCOUNT, job(LABEL, container(env) + "," + volume))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"})
    void aSecretComesFirst(String name) {
        String env = "'env':[{'name':'" + name + "'}]";

        assertOne(mistakes(ACCOUNT, job(LABEL, container(env))), "A8", name);
    }

    @Test
    void theChainIsRestricted() {
        String env = "'env':[{'name':'AZURE_TOKEN_CREDENTIALS','value':'dev'}]";

        assertOne(mistakes(ACCOUNT, job(LABEL, container(env))), "A9", "limits");
    }

    @Test
    void theTokenIsMountedWithSubPath() {
        String mount = "'volumeMounts':[{'name':'t','mountPath':'/var/run/secrets/azure/tokens/x'," + "'subPath':'x'}]";

        assertOne(mistakes(ACCOUNT, job(LABEL, container(mount))), "B5", "never refreshed");
    }

    @Test
    void aTokenOfOnesOwnIsMountedWithSubPath() {
        String mount = "'volumeMounts':[{'name':'azure','mountPath':'/app/token','subPath':'token'},"
                + "{'name':'data','mountPath':'/data','subPath':'a'}]";
        String volume = """
            'volumes':[{'name':'azure','projected':{'sources':[{'serviceAccountToken':\
            {'audience':'api://AzureADTokenExchange','path':'token'}}]}}]\
            """;

        assertOne(mistakes(ACCOUNT, job(LABEL, container(mount) + "," + volume)), "B5", "never refreshed");
    }

    @Test
    void everyContainerIsLeftOut() {
        String metadata = LABEL + ",'annotations':{'azure.workload.identity/skip-containers':'%s'}";

        assertOne(mistakes(ACCOUNT, job(metadata.formatted("a;upload"), container(""))), "A5", "every container");
        assertOne(mistakes(ACCOUNT, job(metadata.formatted("a, b"), container(""))), "A5", "semicolons");
        assertOne(mistakes(ACCOUNT, job(metadata.formatted("main"), container(""))), "A5", "no such container");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[]", "{}", "{\"kind\":", "kind: [", "\t- x", "a: 1"})
    void nonManifestIsRefused(String text) {
        assertThatThrownBy(() -> Manifests.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("bad-manifests"));
    }

    private static ProblemException refused(String text) {
        return catchThrowableOfType(ProblemException.class, () -> Manifests.parse(text));
    }

    /// "No mistake" about nothing would be a false all-clear, as for a wrong namespace.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":5}",
                "{\"kind\":\"List\",\"items\":[]}",
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}",
                "kind: List\nitems: []\n",
                "apiVersion: v1\nkind: Namespace\n---\nkind: ConfigMap\n",
            })
    void nothingToLookAtIsNoAllClear(String text) {
        assertThat(refused(text).problem().code()).isEqualTo("no-manifests");
        assertThat(refused(text).problem().kind()).isEqualTo(Problem.Kind.USAGE);
    }

    @Test
    void ymlOfSeveralDocumentsIsRead() {
        Manifests manifests = Manifests.parse("""
            # as people write it
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: blobdrop
              namespace: uploads
            ---
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: nightly, namespace: uploads}
            spec:
              template:
                metadata:
                  labels:
                    azure.workload.identity/use: "true"
                spec:
                  serviceAccountName: blobdrop
                  containers:
                  - name: upload
            """);
        assertThat(manifests.examined()).isEqualTo(2);
        assertOne(manifests.mistakes(), "A4", "no client-id annotation");
    }

    /// The most usual slip in YAML: there it is no text.
    @Test
    void labelWithoutQuotationMarksIsNamed() {
        List<Mistake> found = Manifests.parse("""
            kind: Pod
            metadata:
              name: one
              labels:
                azure.workload.identity/use: true
            spec:
              containers:
              - name: upload
            """).mistakes();
        assertOne(found, "A2", "is true and must be \"true\", between quotation marks");
    }

    @Test
    void aClassNamedInTheTextIsNotMade() {
        assertThat(refused("kind: !!java.net.URL [https://x.invalid]").problem().code())
                .isEqualTo("bad-manifests");
    }
}
