package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.CertificateAuthority;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.ProjectedToken;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way in which identity, storage or network says no has its exit code, its sentence and the
/// command that mends it, filled with what is known here.
@ExtendWith(FreshSandbox.class)
class RefusalIT {
    private static final String CREATE = "az identity federated-credential create";
    private static final String OTHER = "88888888-8888-4888-8888-888888888888";

    private final Sandbox azure = SharedSandbox.get();

    /// Refusals of the identity provider: the number after AADSTS is the row's name.
    static Stream<BadInput> exchanges() {
        return Stream.of(
                token("AADSTS700211", t -> t.withIssuer("https://other.example/x/"))
                        .says(CREATE, "--issuer 'https://other.example/x/'"),
                token("AADSTS700211", ProjectedToken::withoutTrailingSlash).says(CREATE, "trailing slash"),
                token("AADSTS700213", t -> t.withSubject("system:serviceaccount:web:other"))
                        .says(
                                CREATE,
                                "--name web-other",
                                "--subject 'system:serviceaccount:web:other'",
                                "--audiences 'api://AzureADTokenExchange'"),
                token("AADSTS7002138", t -> t.withSubject("system:serviceaccount:uploads:Blobdrop"))
                        .says(
                                "federated-credential update",
                                "upper and lower case",
                                "--subject 'system:serviceaccount:uploads:Blobdrop'"),
                token("AADSTS700212", t -> t.withAudience("api://other"))
                        .says("--audiences 'api://other'", "audience is api://other"),
                token("AADSTS700024", ProjectedToken::notYetValid).says("not yet valid", "clock"),
                token("AADSTS50013", ProjectedToken::signedWithAnotherKey).says("signature", "openid/v1/jwks"),
                refused("AADSTS700016")
                        .with("AZURE_CLIENT_ID", OTHER)
                        .says("client id " + OTHER, "tenant " + Identities.TENANT),
                refused("AADSTS90002").with("AZURE_TENANT_ID", OTHER).says("no tenant " + OTHER, "127.0.0.1"),
                refused("AADSTS7000215", "--credential", "environment")
                        .with("AZURE_CLIENT_ID", Identities.ROBOT.clientId())
                        .with("AZURE_CLIENT_SECRET", "hunter2hunter2")
                        .says("refused the client secret", "AZURE_CLIENT_SECRET")
                        .neverSays("hunter2"));
    }

    private static BadInput token(String code, UnaryOperator<ProjectedToken> change) {
        return refused(code)
                .given((azure, dir) ->
                        azure.cluster().project(change.apply(azure.cluster().token())));
    }

    private static BadInput refused(String code, String... options) {
        String[] arguments =
                Stream.concat(Stream.of("upload", "{dir}"), Stream.of(options)).toArray(String[]::new);
        return BadInput.of(11, code, arguments);
    }

    static Stream<BadInput> notInjected() {
        return Stream.of(
                lacks("AZURE_CLIENT_ID").says("client-id annotation", "kubectl -n uploads annotate sa blobdrop"),
                lacks("AZURE_TENANT_ID").says("azure.workload.identity/use", "skip-containers"),
                lacks("AZURE_FEDERATED_TOKEN_FILE").says("azure.workload.identity/use"),
                lacks("AZURE_FEDERATED_TOKEN_FILE")
                        .without("KUBERNETES_SERVICE_HOST")
                        .says("not a Kubernetes pod", "--credential default"),
                tokenFile("is missing", "No such file", "kubectl get pod")
                        .with("AZURE_FEDERATED_TOKEN_FILE", "{dir}/none"),
                tokenFile("is a folder", "Is a directory. AZURE_FEDERATED_TOKEN_FILE points to it.")
                        .with("AZURE_FEDERATED_TOKEN_FILE", "{dir}"),
                tokenFile("is empty", "The file is empty")
                        .given((azure, dir) -> azure.cluster().project("")),
                tokenFile("has no end", "larger than 64 KiB").with("AZURE_FEDERATED_TOKEN_FILE", "/dev/zero"),
                tokenFile("is garbage", "not contain a JSON web token")
                        .neverSays("GARBAGE")
                        .given((azure, dir) -> azure.cluster().project("GARBAGE")),
                tokenFile("is binary", "federated token")
                        .with("AZURE_FEDERATED_TOKEN_FILE", "{dir}/binary")
                        .given((azure, dir) ->
                                Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xc3})),
                tokenFile("has expired", "expired 60 minutes ago", "kubelet")
                        .given((azure, dir) ->
                                azure.cluster().project(azure.cluster().token().expired())));
    }

    private static BadInput lacks(String variable) {
        return workloadIdentity(variable + " is not set").without(variable).says(variable + " is not set");
    }

    private static BadInput tokenFile(String what, String... words) {
        return workloadIdentity("token file " + what).says(words);
    }

    private static BadInput workloadIdentity(String name) {
        return BadInput.of(10, name, "hello", "--credential", "workload-identity");
    }

    static Stream<BadInput> storage() {
        return Stream.of(
                BadInput.of(12, "no role", "upload", "{dir}")
                        .given((azure, dir) -> azure.roles().revoke(Identities.POD.objectId()))
                        .says(
                                "role assignment is missing",
                                "--assignee-object-id " + Identities.POD.objectId(),
                                "--assignee-principal-type ServicePrincipal",
                                "/containers/workloadidentity")
                        .verboseSays("AuthorizationPermissionMismatch"),
                BadInput.of(12, "no role on the root container", "hello", "--container", "$root")
                        .given((azure, dir) -> azure.roles().revoke(Identities.POD.objectId()))
                        .says("/blobServices/default/containers/'$root'"),
                BadInput.of(12, "no role to create a container", "mkcontainer", "ok-name")
                        .says(
                                "creating containers needs a role on the whole account",
                                "--role \"Storage Blob Data Contributor\" --scope $(az storage"
                                        + " account show -n blobdropsandbox --query id -o tsv)   #")
                        .neverSays("/containers/"),
                BadInput.of(12, "no role to list containers", "ls")
                        .says("role on the whole account", Identities.POD.objectId())
                        .neverSays("/containers/CONTAINER"),
                BadInput.of(13, "firewall", "upload", "{dir}")
                        .given((azure, dir) -> azure.gateway().firewall(true))
                        .says("network rules", "az storage account network-rule add")
                        .verboseSays("BlobStorageException"),
                BadInput.of(14, "no container", "upload", "{dir}", "--container", "not-there")
                        .given((azure, dir) -> azure.roles()
                                .assign(
                                        Identities.POD.objectId(),
                                        dev.blobdrop.sandbox.Roles.Role.CONTRIBUTOR,
                                        dev.blobdrop.sandbox.Roles.Scope.account()))
                        .says("no container not-there", "az storage container create")
                        .verboseSays("ContainerNotFound"),
                BadInput.of(14, "no account", "upload", "{dir}")
                        .with("STORAGE_ACCOUNT_URL", "https://blobdropsandbox.invalid")
                        .with("BLOBDROP_TRUST_HOST", "blobdropsandbox.invalid")
                        .says("There is no storage account at blobdropsandbox.invalid")
                        .verboseSays("UnknownHostException"),
                BadInput.of(2, "wrong CA", "upload", "{dir}")
                        .with("BLOBDROP_CA_FILE", "{dir}.pem")
                        .given((azure, dir) ->
                                CertificateAuthority.create("Somebody else").write(Path.of(dir + ".pem")))
                        .says("certificate is not trusted", "--ca-file")
                        .verboseSays("CertPathBuilderException"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void identityProviderRefuses(BadInput input, @TempDir Path directory) throws Exception {
        CommandRun run = assertSaid(input, directory);

        assertThat(run.err()).contains("(" + input.name() + ")");
        assertThat(azure.identityProvider().exchanges())
                .as("refused at once, not asked again")
                .hasSize(1);
        assertThat(azure.gateway().requests()).isEmpty();

        CommandRun verbose = input.run(azure, directory, "--verbose");
        assertThat(verbose.err()).contains("Technical details:", "com.microsoft.aad.msal4j");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notInjected")
    void workloadIdentityIsIncomplete(BadInput input, @TempDir Path directory) throws Exception {
        assertSaid(input, directory);

        assertThat(azure.identityProvider().exchanges()).isEmpty();
        assertThat(azure.gateway().requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storage")
    void storageRefuses(BadInput input, @TempDir Path directory) throws Exception {
        assertSaid(input, directory);

        if (input.technical().isPresent()) {
            CommandRun verbose = input.run(azure, directory, "--verbose");
            assertThat(verbose.exit()).isEqualTo(input.exit());
            assertThat(verbose.err())
                    .contains("Technical details:", input.technical().get());
        }
        CommandRun json = input.run(azure, directory, "--output", "json");
        assertThat(json.exit()).isEqualTo(input.exit());
        assertThat(json.summary()).containsEntry("exitCode", input.exit());
        azure.gateway().firewall(false);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    private CommandRun assertSaid(BadInput input, Path directory) throws Exception {
        Files.writeString(directory.resolve("kept.txt"), "content");
        input.preparation().make(azure, directory);

        CommandRun run = input.run(azure, directory);

        assertThat(run.exit()).as(run.err()).isEqualTo(input.exit());
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Error: ").contains(input.said());
        assertThat(run.err()).as("a placeholder was not filled").doesNotContainPattern("\\{[a-z]+}");
        for (String word : input.unsaid()) {
            assertThat(run.err()).doesNotContain(word);
        }
        assertThat(directory.resolve("kept.txt")).hasContent("content");
        return run;
    }

    /// They wait for the ten seconds of a first answer, all of them at once.
    @Test
    void whoeverNeverAnswersIsGivenUpSoon(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("kept.txt"), "content");
        azure.azurite().stop();
        var unknown =
                Variables.with(azure.podEnvironment(), "AZURE_AUTHORITY_HOST", "https://nosuch-authority.invalid");
        var closed = Variables.with(azure.podEnvironment(), "STORAGE_ACCOUNT_URL", "https://127.0.0.1:9/a");
        long start = System.nanoTime();

        var unknownUpload = Blobdrop.begin(unknown, "upload", file.toString());
        var unknownWhoami = Blobdrop.begin(unknown, "whoami");
        var down = Blobdrop.begin(closed, "upload", file.toString());
        var inTrouble = Blobdrop.begin(azure.podEnvironment(), "ls", azure.container(), "--output", "json");

        signInHostWithoutAnAddressIsNoMissingAccount(unknownUpload.await());
        signInHostWithoutAnAddressIsNoMissingAccount(unknownWhoami.await());
        aServiceThatIsDown(down.await());
        aServiceInTrouble(inTrouble.await());
        assertThat(Duration.ofNanos(System.nanoTime() - start).toSeconds())
                .as("the ten seconds of a first answer, not the two minutes of an outage")
                .isLessThan(110);
    }

    /// As the doctor says it, and not as if the account were missing.
    private static void signInHostWithoutAnAddressIsNoMissingAccount(CommandRun run) {
        assertThat(run.exit()).isEqualTo(20);
        assertThat(run.err())
                .contains("(authority-unknown-host)", "nosuch-authority.invalid")
                .contains("Cannot resolve the identity provider's host name; retrying in")
                .doesNotContain("storage account");
    }

    private static void aServiceThatIsDown(CommandRun run) {
        assertThat(run.exit()).isEqualTo(20);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Cannot connect to", "retrying in", "0 uploaded, 0 skipped, 1 failed");
    }

    private static void aServiceInTrouble(CommandRun run) {
        assertThat(run.exit()).isEqualTo(20);
        assertThat(run.events()).hasSize(1);
        assertThat(run.summary().get("problem").toString()).contains("ServerBusy");
        assertThat(run.err()).contains("The storage service is busy", "retrying in");
    }
}
