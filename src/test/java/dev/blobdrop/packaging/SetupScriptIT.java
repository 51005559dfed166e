package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.blobdrop.commands.Newer;
import dev.blobdrop.commands.RealAz;
import dev.blobdrop.commands.RealKubectl;
import dev.blobdrop.commands.Run;
import dev.blobdrop.commands.Shell;
import dev.blobdrop.commands.StandInCluster;
import dev.blobdrop.commands.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts make what a pod needs, once, and remove nothing that was not named.
class SetupScriptIT {
    private static final String[] WITH_REGISTRY = {
        "--registry", "contosoreg", "--image-source", "example.io/blobdrop:0.1.0"
    };

    @TempDir
    Path directory;

    private RealAz az;
    private AzureStandIn azure;

    @BeforeEach
    void makeAzure() throws IOException {
        Optional<RealAz> found = RealAz.find(Files.createDirectory(directory.resolve("az")));
        assumeTrue(found.isPresent(), "the Azure CLI is not installed: its libraries are needed");
        az = found.get();
        azure = new AzureStandIn(Files.createDirectory(directory.resolve("azure")), az.python());
    }

    private Run succeed(String script, String... arguments) throws IOException {
        Run run = azure.run(script, arguments);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(azure.leftovers()).isEmpty();
        return run;
    }

    /// Everything is agreed to: what must not happen unasked is the matter of other tests.
    private Run setUp(String... arguments) throws IOException {
        return succeed("setup.sh", agreed(arguments));
    }

    private static String[] agreed(String... arguments) {
        return Stream.concat(Stream.of("--create-cluster", "--yes"), Stream.of(arguments))
                .toArray(String[]::new);
    }

    private String subject() throws IOException {
        return azure.state()
                .getAsJsonObject("trust")
                .getAsJsonObject("blobdrop-aks-blobdrop-blobdrop")
                .get("subject")
                .getAsString();
    }

    @Test
    void theFirstRunMakesEverythingInOrder() throws IOException {
        Run run = setUp(WITH_REGISTRY);

        assertThat(azure.changes())
                .containsExactly(
                        "group create",
                        "acr create",
                        "acr import",
                        "aks create",
                        "identity create",
                        "identity federated-credential create",
                        "storage account create",
                        "storage container-rm create",
                        "role assignment create",
                        "role assignment create");
        assertThat(run.out()).contains("14 changes made.");
        assertThat(subject()).isEqualTo("system:serviceaccount:blobdrop:blobdrop");
        assertThat(azure.state().getAsJsonArray("roles").toString())
                .contains("/storageAccounts/contoso/blobServices/default/containers/workloadidentity\","
                        + "\"principalId\":\"33333333-3333-4333-8333-333333333333\"");
        assertThat(azure.config())
                .content()
                .contains(
                        "\nCLIENT_ID=22222222-2222-4222-8222-222222222222\n",
                        "\nTENANT_ID=11111111-1111-4111-8111-111111111111\n",
                        "\nSTORAGE_ACCOUNT_URL=https://contoso.blob.core.windows.net\n",
                        "\nIMAGE=contosoreg.azurecr.io/blobdrop:0.1.0\n",
                        "# The tenant of the identity\n");
    }

    @Test
    void theSecondRunChangesNothing() throws IOException {
        setUp(WITH_REGISTRY);
        JsonObject made = azure.state();
        String config = Files.readString(azure.config());

        Run second = setUp(WITH_REGISTRY);

        assertThat(azure.changes()).isEmpty();
        assertThat(azure.state()).isEqualTo(made);
        assertThat(azure.config()).hasContent(config);
        assertThat(second.out()).doesNotContain("  + ").endsWith("Everything exists already; nothing was changed.\n");
    }

    @Test
    void aDryRunSaysTheSameCommandsAndChangesNothing() throws IOException {
        String config = Files.readString(azure.config());

        Run dry = setUp("--dry-run", "--apply", "--registry", "contosoreg");

        assertThat(azure.changes()).isEmpty();
        assertThat(azure.state().asMap().values())
                .allMatch(kind -> kind.toString().equals("{}"));
        assertThat(azure.config()).hasContent(config);
        assertThat(azure.kubectl()).isEmpty();
        Run real = setUp("--apply", "--registry", "contosoreg");
        assertThat(commands(dry)).isNotEmpty();
        assertThat(commands(real)).isEqualTo(commands(dry));
    }

    /// The `az` commands that a run says, without their options.
    private static List<String> commands(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("  + az "))
                .map(line -> line.replaceFirst(" --.*", ""))
                .toList();
    }

    @Test
    void whatIsNotAsItMustBeIsMended() throws IOException {
        setUp();
        JsonObject state = azure.state();
        JsonObject cluster = state.getAsJsonObject("aks").getAsJsonObject("aks-blobdrop");
        cluster.remove("securityProfile");
        state.getAsJsonObject("trust")
                .getAsJsonObject("blobdrop-aks-blobdrop-blobdrop")
                .addProperty("issuer", "https://of.another/cluster/");
        azure.state(state);

        setUp();

        assertThat(azure.changes()).containsExactly("aks update", "identity federated-credential update");
        setUp();
        assertThat(azure.changes()).isEmpty();
    }

    @Test
    void aRegistryIsAttachedToAClusterThatIsThere() throws IOException {
        setUp();

        setUp("--registry", "contosoreg");

        assertThat(azure.changes()).containsExactly("acr create", "aks update");
        setUp("--registry", "contosoreg");
        assertThat(azure.changes()).isEmpty();
    }

    @Test
    void anApplicationCanTakeThePlaceOfTheManagedIdentity() throws IOException {
        setUp("--app-registration");

        assertThat(azure.changes())
                .contains("ad app create", "ad sp create", "ad app federated-credential create")
                .doesNotContain("identity create");
        assertThat(subject()).isEqualTo("system:serviceaccount:blobdrop:blobdrop");
        assertThat(azure.config()).content().contains("\nCLIENT_ID=66666666-6666-4666-8666-666666666666\n");
        setUp("--app-registration");
        assertThat(azure.changes()).isEmpty();
    }

    /// "Not allowed to look" must not be read as "not there".
    @Test
    void aRefusalToShowEndsTheRun() throws IOException {
        azure.set("refused", new JsonPrimitive("identity show"));

        Run run = azure.run("setup.sh", agreed());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("AuthorizationFailed", "Error: command failed: az identity");
        assertThat(azure.changes()).containsExactly("group create", "aks create");
    }

    @Test
    void aNewIdentityIsWaitedFor() throws IOException {
        azure.set("late", new JsonPrimitive(1));

        Run run = setUp();

        assertThat(run.out()).contains("not ready yet; trying again");
        assertThat(subject()).endsWith(":blobdrop");
    }

    @Test
    void anAccountOfSomebodyElsesMakingIsLeftAsItIs() throws IOException {
        setUp();
        JsonObject state = azure.state();
        state.getAsJsonObject("storage").getAsJsonObject("contoso").addProperty("allowSharedKeyAccess", true);
        azure.state(state);

        Run run = setUp();

        assertThat(azure.changes()).isEmpty();
        assertThat(run.out()).contains("! contoso exists and is not changed");
    }

    @Test
    void withoutAPersonOnlyTheIdentityGetsTheRole() throws IOException {
        azure.set("user", new JsonPrimitive("servicePrincipal"));

        setUp();

        assertThat(azure.changes()).containsOnlyOnce("role assignment create");
    }

    @Test
    void anAzThatIsTooOldAndWrongArgumentsAreRefused() throws IOException {
        assertThat(azure.run("setup.sh", "--nonsense").err()).contains("unknown option --nonsense");
        assertThat(azure.run("setup.sh", "--storage-account", "Not_Valid").err())
                .contains("lower-case letters and digits");
        assertThat(azure.run("setup.sh", "--image-source", "x").err()).contains("--registry");
        azure.set("version", new JsonPrimitive("2.46.0"));
        assertThat(azure.run("setup.sh").err()).contains("2.47.0 or newer");
        assertThat(azure.changes()).isEmpty();
    }

    @Test
    void tearingDownListsFirstAndKeepsDataUnlessItIsNamed() throws IOException {
        setUp();
        JsonObject made = azure.state();

        Run listed = succeed("teardown.sh");

        assertThat(azure.changes()).isEmpty();
        assertThat(azure.state()).isEqualTo(made);
        assertThat(listed.out())
                .contains("delete  managed-identity id-blobdrop", "keep    container")
                .endsWith("Nothing was deleted.\n");

        succeed("teardown.sh", "--yes");
        assertThat(azure.changes()).containsExactly("role assignment delete", "identity delete");
        assertThat(azure.kubectl()).containsExactly("delete namespace blobdrop --ignore-not-found");

        succeed("teardown.sh", "--yes", "--data", "--with-account", "--with-cluster");
        assertThat(azure.changes()).containsExactly("storage account delete", "aks delete");
        assertThat(succeed("teardown.sh", "--yes").out()).endsWith("Nothing to delete.\n");
    }

    @Test
    void theApplicationIsTornDownToo() throws IOException {
        setUp("--app-registration");

        succeed("teardown.sh", "--app-registration", "--yes", "--data");

        assertThat(azure.changes())
                .containsExactly("role assignment delete", "ad app delete", "storage container-rm delete");
    }

    /// Every call that the scripts make in all their ways is one that the real programs accept.
    @Test
    void theRealProgramsAcceptEveryCall() throws IOException {
        Set<List<String>> calls = new LinkedHashSet<>();
        for (String[] arguments : List.of(WITH_REGISTRY, new String[] {"--apply", "--app-registration"}, new String[] {
            "--registry", "other", "--cluster", "aks-two"
        })) {
            setUp(arguments);
            calls.addAll(azure.calls());
        }
        JsonObject state = azure.state();
        state.getAsJsonObject("trust").entrySet().forEach(SetupScriptIT::spoil);
        state.getAsJsonObject("aks")
                .entrySet()
                .forEach(cluster -> cluster.getValue().getAsJsonObject().remove("securityProfile"));
        azure.state(state);
        for (String[] arguments : List.of(new String[] {}, new String[] {"--app-registration"})) {
            setUp(arguments);
            calls.addAll(azure.calls());
        }
        for (String[] arguments :
                List.of(new String[] {"--yes", "--data"}, new String[] {"--yes", "--app-registration"}, new String[] {
                    "--yes", "--with-account", "--with-cluster"
                })) {
            succeed("teardown.sh", arguments);
            calls.addAll(azure.calls());
        }

        // The version is told at once, without a sign-in to stop at.
        calls.removeIf(words -> words.getFirst().equals("version"));
        assertAccepted(calls.stream().map(words -> new Shell.Call("az", words)).toList());
        assertThat(azure.kubectl())
                .anyMatch(line -> line.startsWith("apply -k "))
                .anyMatch(line -> line.startsWith("delete namespace "));
        assertKubectlAccepts(azure.kubectl());
    }

    private static JsonObject withId(String group, String kind, String name) {
        JsonObject made = new JsonObject();
        made.addProperty(
                "id",
                "/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/%s/providers/%s/%s"
                        .formatted(group, kind, name));
        return made;
    }

    /// A cluster, in use, in a group of its own.
    private void addCluster(String name, boolean switchedOn) throws IOException {
        JsonObject cluster = withId("rg-platform", "Microsoft.ContainerService/managedClusters", name);
        cluster.add(
                "oidcIssuerProfile",
                JsonParser.parseString(
                        switchedOn ? "{'enabled': true, 'issuerUrl': 'https://the.issuer/1/'}" : "{'enabled': false}"));
        cluster.add("securityProfile", JsonParser.parseString("{'workloadIdentity': {'enabled': " + switchedOn + "}}"));
        cluster.add(
                "identityProfile",
                JsonParser.parseString(
                        "{'kubeletidentity': {'objectId':" + " '55555555-5555-4555-8555-555555555555'}}"));
        add("aks", name, cluster);
    }

    private void add(String kind, String name, JsonObject what) throws IOException {
        JsonObject kinds = new JsonObject();
        kinds.add(name, what);
        azure.set(kind, kinds);
    }

    @Test
    void aClusterIsCreatedOnlyWhenAskedFor() throws IOException {
        Run run = azure.run("setup.sh", "--yes");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("there is no cluster aks-blobdrop in the resource group rg-uploads")
                .contains("--cluster-resource-group", "--create-cluster", "costs money");
        assertThat(azure.changes()).doesNotContain("aks create", "aks update");
    }

    @Test
    void aClusterInAnotherGroupIsFoundAndUsed() throws IOException {
        addCluster("aks-blobdrop", true);

        Run without = azure.run("setup.sh");
        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.err())
                .contains("is in the resource group rg-platform. Add --cluster-resource-group rg-platform");
        assertThat(azure.changes()).isEmpty();

        succeed("setup.sh", "--yes", "--cluster-resource-group", "rg-platform");
        assertThat(azure.changes())
                .doesNotContain("aks create", "aks update")
                .contains("identity federated-credential create");
        assertThat(azure.state().getAsJsonObject("trust").toString()).contains("https://the.issuer/1/");
        succeed("teardown.sh", "--yes", "--cluster-resource-group", "rg-platform");
        assertThat(azure.kubectl()).containsExactly("delete namespace blobdrop --ignore-not-found");
    }

    @Test
    void registryAndAccountInOtherGroupsAreFoundAndUsed() throws IOException {
        addCluster("aks-blobdrop", true);
        JsonObject registry = withId("rg-images", "Microsoft.ContainerRegistry/registries", "contosoreg");
        registry.addProperty("loginServer", "contosoreg.azurecr.io");
        add("acr", "contosoreg", registry);
        JsonObject account = withId("rg-data", "Microsoft.Storage/storageAccounts", "contoso");
        account.addProperty("allowSharedKeyAccess", false);
        account.addProperty("minimumTlsVersion", "TLS1_2");
        account.addProperty("allowBlobPublicAccess", false);
        add("storage", "contoso", account);
        add("group", "rg-data", new JsonObject());
        String[] cluster = {"--cluster-resource-group", "rg-platform", "--yes"};
        String[] images = {"--registry", "contosoreg", "--registry-resource-group", "rg-images"};

        assertThat(azure.run("setup.sh", with(cluster, "--registry", "contosoreg"))
                        .err())
                .contains("--registry-resource-group rg-images");
        assertThat(azure.run("setup.sh", with(cluster, images)).err()).contains("--storage-resource-group rg-data");
        succeed("setup.sh", with(with(cluster, images), "--storage-resource-group", "rg-data"));

        assertThat(azure.changes()).doesNotContain("acr create", "storage account create");
        assertThat(azure.state().getAsJsonArray("roles").toString())
                .contains("/resourceGroups/rg-data/", "/resourceGroups/rg-images/");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    /// Without a terminal nobody can be asked, so nothing at all is changed.
    @Test
    void whatCostsMoneyOrCannotBeUndoneStopsWithoutATerminal() throws IOException {
        addCluster("aks-blobdrop", false);
        JsonObject before = azure.state();

        Run run = azure.run("setup.sh", "--cluster-resource-group", "rg-platform", "--registry", "contosoreg");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("  az aks update: restarts the API server", "cannot be disabled again")
                .contains("  az storage account create: costs money", "  az acr create: costs money")
                .contains("  az aks update: lets every pod of aks-blobdrop pull");
        assertThat(run.err()).contains("there is no terminal", "--yes");
        assertThat(azure.changes()).isEmpty();
        assertThat(azure.state().get("aks")).isEqualTo(before.get("aks"));
        assertThat(azure.leftovers()).isEmpty();
    }

    @Test
    void whoIsAskedAndSaysNoFindsNothingChanged() throws IOException {
        addCluster("aks-blobdrop", false);

        Run no = azure.runAtTerminal("n\n", "setup.sh", "--cluster-resource-group", "rg-platform");

        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.out()).contains("Make all these changes? [y/N]", "nothing was changed");
        assertThat(azure.changes()).isEmpty();

        Run yes = azure.runAtTerminal("y\n", "setup.sh", "--cluster-resource-group", "rg-platform");
        assertThat(yes.exit()).as(yes.out()).isZero();
        assertThat(azure.changes()).contains("aks update", "storage account create");
    }

    /// What somebody else's pods may live on.
    @Test
    void anotherTrustIsReplacedOnlyWhenAgreedTo() throws IOException {
        setUp();
        JsonObject state = azure.state();
        state.getAsJsonObject("trust").entrySet().forEach(SetupScriptIT::spoil);
        azure.state(state);

        Run run = azure.run("setup.sh");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("replaces what id-blobdrop trusts now: https://of.another/");
        assertThat(azure.changes()).isEmpty();
    }

    /// A run that has only free and harmless things to add asks nobody.
    @Test
    void whatIsHarmlessNeedsNoQuestion() throws IOException {
        setUp();
        JsonObject state = azure.state();
        state.add("container", new JsonObject());
        azure.state(state);

        succeed("setup.sh");

        assertThat(azure.changes()).containsExactly("storage container-rm create");
    }

    private static void spoil(Map.Entry<String, ?> trust) {
        ((JsonObject) trust.getValue()).addProperty("issuer", "https://of.another/cluster/");
    }

    private void assertAccepted(List<Shell.Call> calls) {
        List<String> refused = new ArrayList<>();
        List<Verdict> verdicts = az.judge(calls);
        for (int i = 0; i < calls.size(); i++) {
            Shell.Call call = calls.get(i);
            boolean tooNew = Newer.LIST.stream()
                    .anyMatch(newer -> newer.isIn(call) && az.version().compareTo(newer.since()) < 0);
            if (verdicts.get(i).accepted() == tooNew) {
                refused.add(call + ": " + verdicts.get(i).said());
            }
        }
        assertThat(refused).isEmpty();
        assertThat(calls).hasSizeGreaterThan(40);
        System.out.println(calls.size() + " different calls of the scripts given to the real az");
    }

    private void assertKubectlAccepts(List<String> lines) throws IOException {
        try (StandInCluster cluster = new StandInCluster()) {
            Optional<RealKubectl> kubectl = RealKubectl.find(Files.createDirectory(directory.resolve("home")), cluster);
            assumeTrue(kubectl.isPresent(), "kubectl is not installed: its parser is not asked");
            for (String line : lines) {
                Verdict verdict = kubectl.get().judge(new Shell.Call("kubectl", List.of(line.split(" "))));
                assertThat(verdict.accepted()).as(line + ": " + verdict.said()).isTrue();
            }
        }
    }

    @Test
    void shellcheckHasNothingToSay() {
        Optional<Path> shellcheck = Run.find("shellcheck");
        assumeTrue(shellcheck.isPresent(), "shellcheck is not installed");

        Run run = Run.of(
                Duration.ofMinutes(1),
                Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"),
                "",
                List.of(
                        shellcheck.get().toString(),
                        "-x",
                        "-P",
                        "packaging/azure",
                        "packaging/azure/setup.sh",
                        "packaging/azure/teardown.sh",
                        "packaging/azure/functions.sh"));

        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isZero();
    }
}
