package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.FailureLab;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the doctor says, as a person reads it. [CatalogueIT] shows that it finds each cause.
@ExtendWith(FreshSandbox.class)
class DoctorIT {
    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private CommandRun doctor(String row, String... more) {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());
        String[] line = Stream.concat(lab.doctor().stream(), Stream.of(more)).toArray(String[]::new);
        return Blobdrop.run(lab.environment(), line);
    }

    private CommandRun pod(String... line) {
        return Blobdrop.run(azure.podEnvironment(), line);
    }

    @Test
    void allIsWell() {
        Golden.check("doctor-well", pod("doctor", "--write-probe"));
    }

    /// A role that may only read passes every stage but the one that is left out.
    @Test
    void writingThatWasNotTestedIsNeverCalledFine() {
        azure.roles().onlyReader(Identities.POD.objectId(), azure.container());

        CommandRun run = pod("doctor");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("No problem found in the tested stages: ")
                .endsWith("""
                      Not tested:
                        Writing a blob: --write-probe writes an empty blob and deletes it again
                    """)
                .doesNotContain("Everything works");
        assertThat(pod("doctor", "--output", "json").summary()).containsEntry("untested", List.of("write"));
        assertThat(pod("doctor", "--write-probe").out()).contains("(F7, AuthorizationPermissionMismatch)");
    }

    @Test
    void untestedStorageIsReported() {
        CommandRun run = Blobdrop.run(
                Variables.without(azure.podEnvironment(), "STORAGE_ACCOUNT_URL"),
                "doctor",
                "--write-probe",
                "--output",
                "json");

        assertThat(run.exit()).isZero();
        assertThat(run.summary()).containsEntry("untested", List.of("challenge", "container", "list", "write"));
        assertThat(run.events("stage").getLast())
                .containsEntry("status", "skipped")
                .containsEntry("skip", "no-account");
    }

    @ParameterizedTest
    @CsvSource({
        "A2,doctor-no-label",
        "D2,doctor-subject",
        "D4a,doctor-token-audience",
        "F7,doctor-no-role",
        "A9,doctor-settings"
    })
    void oneCauseWithItsFix(String row, String golden) {
        Golden.check(golden, doctor(row));
    }

    @Test
    void theCommandIsFilledFromTheTokenAndTheAccount() {
        assertThat(doctor("D2").out())
                .contains("az identity federated-credential create --identity-name IDENTITY_NAME -g"
                        + " RESOURCE_GROUP --name uploads-blobdrop --issuer '"
                        + azure.cluster().issuer()
                        + "' --subject 'system:serviceaccount:uploads:blobdrop'"
                        + " --audiences 'api://AzureADTokenExchange'")
                .contains("[?clientId=='" + Identities.POD.clientId() + "']");
        azure.reset();
        assertThat(doctor("F7").out())
                .contains("--assignee-object-id " + Identities.POD.objectId())
                .contains("-n " + azure.accountName())
                .contains("/containers/" + azure.container());
    }

    @Test
    void whatIsAlreadyProvenIsSaid() {
        assertThat(doctor("F7").out())
                .contains("Known to work: the token is mounted and readable; the network is reachable; sign-in"
                        + " works; the account exists and responds.");
    }

    @Test
    void laterStagesSayWhyTheyWereSkipped() {
        CommandRun run = doctor("D2", "--output", "json");

        assertThat(run.events("stage").stream().skip(6))
                .hasSize(5)
                .allMatch(stage -> "skipped".equals(stage.get("status")))
                .allMatch(stage -> "not reached: Sign-in failed".equals(stage.get("says")));
    }

    @Test
    void ourOwnExchangeShowsWhatTheLibraryHides() {
        assertThat(doctor("D2").out()).contains("status 401", "AADSTS700213: ", "Trace ID: ", "Correlation ID: ");
    }

    /// The downward API tells "the label is missing" from "the webhook did not run".
    @ParameterizedTest
    @CsvSource({"true,A3,is \"true\"", "'',A2,is not \"true\"", "false,A2,is not \"true\""})
    void theLabelThatThePodSaysItHas(String label, String row, String evidence) {
        Map<String, String> variables = new TreeMap<>(Variables.without(
                azure.podEnvironment(), "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"));
        variables.put("BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY", label);

        CommandRun run = Blobdrop.run(variables, "doctor", "--credential", "workload-identity");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.out()).contains("(" + row + ", ", evidence);
    }

    @ParameterizedTest
    @CsvSource({"false,trailing slash", "true,only upper and lower case differ"})
    void whatDiffersIsMarked(boolean subject, String why) {
        String issuer = azure.cluster().issuer();

        CommandRun run = subject
                ? pod("doctor", "--expected-subject", "system:serviceaccount:Uploads:blobdrop")
                : pod("doctor", "--expected-issuer", issuer.replaceFirst("/$", ""));

        assertThat(run.exit()).isNotZero();
        assertThat(run.out()).containsPattern(" {10,}\\^ " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "AZURE_TOKEN_CREDENTIALS,bad,A9,2",
        "STORAGE_ACCOUNT_URL,https://contosodata.blob.core.windows.net/reports,F12,2",
        "BLOBDROP_CA_FILE,/none.pem,,2",
        "AZURE_TENANT_ID,a/b,,2",
        "BLOBDROP_CONTAINER,No Such,,2"
    })
    void settingsThatCannotBeUsedAreACauseToo(String name, String value, String row, int exit) {
        CommandRun run =
                Blobdrop.run(Variables.with(azure.podEnvironment(), name, value), "doctor", "--output", "json");

        assertThat(run.exit()).as(run.out()).isEqualTo(exit);
        assertThat(run.summary()).containsKey("cause").doesNotContainKey("problem");
        assertThat(((Map<?, ?>) run.summary().get("cause")).get("row")).isEqualTo(row);
        assertThat(run.events("stage")).hasSize(11);
        assertThat(run.events("stage").getFirst())
                .containsEntry("stage", "place")
                .containsEntry("status", "failed");
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AADSTS700213", "700213", "D2", "d2"})
    void explainsACodeWithoutAnyNetwork(String code) {
        CommandRun run =
                Blobdrop.run(Map.of("AZURE_AUTHORITY_HOST", "https://nowhere.invalid"), "doctor", "--explain", code);

        Golden.check(
                "explain", new CommandRun(List.of("doctor", "--explain", "CODE"), run.exit(), run.out(), run.err()));
        assertThat(azure.identityProvider().exchanges()).isEmpty();
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @Test
    void explainsBothAudiences() {
        assertThat(pod("doctor", "--explain", "AADSTS700212").out())
                .contains(
                        "D4  This identity has no federated credential",
                        "D4a  The federated token has the wrong audience");
    }

    @Test
    void explainsTheWholeCatalogue() {
        CommandRun run = pod("doctor", "--explain", "all", "--output", "json");

        assertThat(run.events("explanation"))
                .hasSizeGreaterThan(70)
                .allMatch(event -> event.containsKey("verify") && event.containsKey("evidence"));
        assertThat(pod("doctor", "--explain", "AADSTS1").exit()).isEqualTo(2);
    }

    @Test
    void aServiceAccountsTokenIsTriedFromALaptop() throws Exception {
        Path token = Files.writeString(
                directory.resolve("token"), azure.cluster().token().serialize());
        Map<String, String> laptop = new TreeMap<>(azure.laptopEnvironment());
        laptop.put("AZURE_CLIENT_ID", Identities.POD.clientId());
        laptop.put("AZURE_TENANT_ID", Identities.TENANT);

        CommandRun good = Blobdrop.run(laptop, "doctor", "--token-file", token.toString());
        assertThat(good.exit()).as(good.out()).isZero();
        assertThat(good.out())
                .contains(
                        "Signed in as managed identity " + Identities.POD.clientId(),
                        "system:serviceaccount:uploads:blobdrop");

        Files.writeString(
                token,
                azure.cluster().token().withSubject("system:serviceaccount:a:b").serialize());
        CommandRun bad = Blobdrop.run(laptop, "doctor", "--token-file", token.toString());
        assertThat(bad.exit()).isEqualTo(11);
        assertThat(bad.out()).contains("(D2, AADSTS700213)", "--subject 'system:serviceaccount:a:b'");
    }

    @Test
    void manifestsAreReadFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("job.json"), """
            {"kind":"Job","metadata":{"name":"nightly","labels":{"azure.workload.identity/use":"true"}},
             "spec":{"template":{"metadata":{},"spec":{"containers":[{"name":"upload"}]}}}}
            """);

        CommandRun run = pod("doctor", "--manifests", file.toString(), "--output", "json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.events("mistake")).hasSize(1);
        assertThat(run.events("mistake").getFirst())
                .containsEntry("where", "Job default/nightly")
                .containsEntry("row", "A2");
        assertThat(run.summary()).containsEntry("mistakes", 1);
    }

    @Test
    void ourOwnManifestsAreReadAsTheyLie() {
        CommandRun run = pod("doctor", "--manifests", "packaging/k8s/common/serviceaccount.yaml");

        assertThat(run.err()).contains("1 object looked at");
        assertThat(run.out()).contains("still the placeholder $(CLIENT_ID)", "kubectl kustomize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packaging/k8s/base", "packaging/k8s/base/kustomization.yaml"})
    void aFolderIsLeftToKubectl(String file) {
        CommandRun run = pod("doctor", "--manifests", file);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("kubectl kustomize ")
                .contains("packaging/k8s/base | blobdrop doctor --manifests -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D2", "A8", "F7", "F12", "C4"})
    void theSupportBundleHoldsEverythingButSecrets(String row) throws Exception {
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());
        Map<String, String> variables = new TreeMap<>(lab.environment());
        variables.put("AZURE_CLIENT_SECRET", "planted-secret");
        variables.put("AZURE_PASSWORD", "planted-password");
        variables.putIfAbsent("HTTPS_PROXY", "http://planted:hunter2@127.0.0.1:9");
        variables.merge("STORAGE_ACCOUNT_URL", row.equals("F12") ? "?sv=2025&si" + "g=cGxhbnRlZA" : "", String::concat);
        Path file = directory.resolve("bundle.json");

        CommandRun run = Blobdrop.run(
                variables,
                Stream.concat(lab.doctor().stream(), Stream.of("--support-bundle", file.toString()))
                        .toArray(String[]::new));

        assertThat(run.exit()).isNotZero();
        String text = Files.readString(file);
        String token = Files.readString(azure.cluster().tokenFile()).strip();
        assertThat(text + run.out() + run.err())
                .doesNotContain("planted", "hunter2", "cGxhbnRlZA", "sv=2025")
                .doesNotContain(token.split("\\."))
                .doesNotContainPattern("eyJ[A-Za-z0-9_-]{8}")
                .doesNotContainIgnoringCase("bearer ");
        Map<String, Object> bundle = CommandRun.object(text);
        assertThat(bundle).containsKeys("schema", "version", "java", "system", "variables", "stages", "cause");
        Map<?, ?> noted = (Map<?, ?>) bundle.get("variables");
        assertThat(noted.get("AZURE_CLIENT_SECRET")).isEqualTo("(set)");
        assertThat(noted.get("AZURE_CLIENT_ID")).isEqualTo(Identities.POD.clientId());
        assertThat((List<?>) bundle.get("stages")).hasSize(11);
    }

    @Test
    void waitsUntilAllIsWell() {
        azure.blobs().deleteContainer(azure.container());
        var started = java.util.concurrent.CompletableFuture.supplyAsync(() -> pod("doctor", "--wait", "30s"));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> azure.gateway().requests().stream().anyMatch(request -> request.status() == 404));
        azure.blobs().createContainer(azure.container());
        CommandRun run = started.join();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).contains("Not yet: There is no container workloadidentity");
        assertThat(run.out()).contains("No problem found in the tested stages: ");
    }
}
