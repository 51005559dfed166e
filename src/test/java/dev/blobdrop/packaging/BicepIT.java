package dev.blobdrop.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.blobdrop.commands.RealAz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Bicep of `packaging/azure` is Bicep, and makes what `setup.sh` makes.
class BicepIT {
    private static final Path AZURE = Path.of("packaging/azure");

    /// "Storage Blob Data Contributor" in "Azure built-in roles".
    private static final String CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    @TempDir
    Path directory;

    private static Bicep main() throws IOException {
        return Bicep.of(AZURE.resolve("main.bicep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.bicep", "cluster.bicep"})
    void theGrammarReadsEveryLine(String file) throws IOException {
        assertThat(Bicep.of(AZURE.resolve(file)).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'  kind: ''StorageV2''', '  kind: '",
        "'param namespace string = ''blobdrop''', 'param namespace string = '",
        "'    audiences: [', '    audiences: '",
        "'resource blobs', 'resorce blobs'",
        "'subject: ''system', 'subject: system'",
    })
    void aPlantedMistakeIsFound(String right, String wrong) throws IOException {
        String text = Files.readString(AZURE.resolve("main.bicep"));
        assertThat(text).contains(right);
        Path file = Files.writeString(directory.resolve("bad.bicep"), text.replace(right, wrong));

        assertThat(Bicep.of(file).errors()).isNotEmpty();
    }

    @Test
    void theAccountTakesNoKeysNoOldTlsAndHasNothingPublic() throws IOException {
        assertThat(main().properties("account")).isEqualTo(JsonParser.parseString("""
            {"allowBlobPublicAccess": false, "allowSharedKeyAccess": false,
             "minimumTlsVersion": "TLS1_2", "supportsHttpsTrafficOnly": true}
            """));
        assertThat(main().properties("container").get("publicAccess").getAsString())
                .isEqualTo("None");
    }

    @Test
    void theRoleIsThatOfBlobDataOnTheContainerOnly() throws IOException {
        Bicep bicep = main();
        assertThat(bicep.value("roleId"))
                .isEqualTo("subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '%s')"
                        .formatted(CONTRIBUTOR));
        for (String assignment : List.of("podMayWrite", "developerMayWrite")) {
            assertThat(bicep.resource(assignment).get("scope").getAsString()).isEqualTo("container");
            assertThat(bicep.properties(assignment).get("roleDefinitionId").getAsString())
                    .isEqualTo("roleId");
        }
        assertThat(bicep.properties("podMayWrite").get("principalId").getAsString())
                .isEqualTo("identity.properties.principalId");
        assertThat(bicep.properties("developerMayWrite").get("principalId").getAsString())
                .isEqualTo("developerObjectId");
    }

    @Test
    void theClusterHandsOutTokensAndRunsTheWebhook() throws IOException {
        JsonObject cluster = Bicep.of(AZURE.resolve("cluster.bicep")).properties("cluster");
        assertThat(cluster.getAsJsonObject("oidcIssuerProfile").get("enabled").getAsBoolean())
                .isTrue();
        assertThat(cluster.getAsJsonObject("securityProfile")
                        .getAsJsonObject("workloadIdentity")
                        .get("enabled")
                        .getAsBoolean())
                .isTrue();
    }

    /// Each option of the script's `az` against the expression that stands for it.
    @Test
    void whatTheScriptMakesIsWhatBicepMakes() throws IOException {
        Optional<RealAz> az = RealAz.find(Files.createDirectory(directory.resolve("az")));
        assumeTrue(az.isPresent(), "the Azure CLI is not installed: its libraries are needed");
        AzureStandIn script = new AzureStandIn(
                Files.createDirectory(directory.resolve("azure")), az.get().python());
        assertThat(script.run("setup.sh", "--create-cluster", "--yes").exit()).isZero();
        Bicep bicep = main();
        JsonObject trust = bicep.properties("trust");

        assertThat(bicep.made())
                .containsExactlyInAnyOrder(
                        "Microsoft.ManagedIdentity/userAssignedIdentities",
                        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
                        "Microsoft.Storage/storageAccounts",
                        "Microsoft.Storage/storageAccounts/blobServices",
                        "Microsoft.Storage/storageAccounts/blobServices/containers",
                        "Microsoft.Authorization/roleAssignments",
                        "Microsoft.Authorization/roleAssignments");
        assertThat(bicep.value("identityName")).isEqualTo(option(script, "identity create", "--name"));
        String federated = "identity federated-credential create";
        assertThat(bicep.filled(bicep.resource("trust").get("name").getAsString()))
                .isEqualTo(option(script, federated, "--name"));
        assertThat(bicep.filled(trust.get("subject").getAsString())).isEqualTo(option(script, federated, "--subject"));
        assertThat(trust.getAsJsonArray("audiences").get(0).getAsString())
                .isEqualTo(option(script, federated, "--audiences"));
        assertThat(trust.get("issuer").getAsString()).isEqualTo("cluster.properties.oidcIssuerProfile.issuerURL");
        assertThat(option(script, "aks show", "--name")).isEqualTo(bicep.value("clusterName"));
        String account = "storage account create";
        JsonObject safety = bicep.properties("account");
        assertThat(bicep.resource("account").get("kind").getAsString()).isEqualTo(option(script, account, "--kind"));
        assertThat(bicep.resource("account").getAsJsonObject("sku").get("name").getAsString())
                .isEqualTo(option(script, account, "--sku"));
        assertThat(safety.get("minimumTlsVersion").getAsString())
                .isEqualTo(option(script, account, "--min-tls-version"));
        assertThat(safety.get("allowSharedKeyAccess").getAsString())
                .isEqualTo(option(script, account, "--allow-shared-key-access"));
        assertThat(safety.get("allowBlobPublicAccess").getAsString())
                .isEqualTo(option(script, account, "--allow-blob-public-access"));
        assertThat(bicep.value("containerName")).isEqualTo(option(script, "storage container-rm create", "--name"));
        assertThat(option(script, "role assignment create", "--role")).isEqualTo("Storage Blob Data Contributor");
        assertThat(option(script, "role assignment create", "--scope"))
                .endsWith("/blobServices/default/containers/" + bicep.value("containerName"));
    }

    /// The option's value in the first such call.
    private static String option(AzureStandIn script, String command, String name) throws IOException {
        List<String> call = script.calls().stream()
                .filter(words -> String.join(" ", words).startsWith(command + " "))
                .findFirst()
                .orElseThrow();
        return call.get(call.indexOf(name) + 1);
    }
}
