package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.PublicNames;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The shipped program beside the real Azure CLI, both configured as in production: the names of
/// the public cloud lead to the sandbox, and nothing but its certificate authority is added.
@ExtendWith(FreshSandbox.class)
class AzureCliIT {
    /// Where the real az is; the tests' own `PATH` has none.
    private static final String MACHINE_PATH = System.getProperty("machine.path", System.getenv("PATH"));

    /// Where az has noted where each of its commands lies, which it finds out slowly.
    private static Optional<String> commands = Optional.empty();

    @TempDir
    Path directory;

    private final Sandbox azure = SharedSandbox.get();
    private Optional<PublicNames> names = Optional.empty();

    @BeforeEach
    void openTheNames() {
        assumeTrue(
                Stream.of(MACHINE_PATH.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "az"))),
                "the Azure CLI is not installed: no sign-in with the real az");
        List<String> refusal = new ArrayList<>();
        names = PublicNames.open(azure, refusal::add);
        assumeTrue(names.isPresent(), () -> "no public names on this machine: " + refusal);
    }

    @BeforeEach
    void tellWhereCommandsLie() throws IOException {
        if (commands.isPresent()) {
            Files.createDirectory(directory.resolve("azure"));
            Files.writeString(index(), commands.get());
        }
    }

    @AfterEach
    void closeTheNames() throws IOException {
        names.ifPresent(PublicNames::close);
        if (Files.exists(index())) {
            commands = Optional.of(Files.readString(index()));
        }
    }

    private Path index() {
        return directory.resolve("azure/commandIndex.json");
    }

    /// A laptop's environment: no emulator's address in it, just a certificate authority more.
    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", MACHINE_PATH);
        variables.put("HOME", directory.toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("AZURE_CONFIG_DIR", directory.resolve("azure").toString());
        variables.put("AZURE_CORE_COLLECT_TELEMETRY", "false");
        variables.put("REQUESTS_CA_BUNDLE", azure.caFile().toString());
        variables.put("STORAGE_ACCOUNT_URL", names.orElseThrow().accountUrl());
        variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9");
        return variables;
    }

    private CommandRun run(String... program) {
        List<String> words = names.orElseThrow().command(program);
        return Blobdrop.start(directory, environment(), Path.of("/usr/bin/env"), words.toArray(String[]::new))
                .await();
    }

    private CommandRun blobdrop(String... arguments) {
        List<String> words = new ArrayList<>(List.of(Blobdrop.PROGRAM.toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--ca-file", azure.caFile().toString()));
        return run(words.toArray(String[]::new));
    }

    /// az reads neither a secret nor a token from a file, so a shell puts it into its words.
    private void signIn(String clientId, String option, Path secret) {
        CommandRun run = run(
                "sh",
                "-c",
                "exec az login --service-principal -u \"$1\" --tenant \"$2\" \"$3\""
                        + " \"$(cat \"$4\")\" --output json",
                "sh",
                clientId,
                Identities.TENANT,
                option,
                secret.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains(clientId, "servicePrincipal");
    }

    private void assertThatAzAnswers(String clientId, String objectId) throws IOException {
        CommandRun who = blobdrop("whoami", "--credential", "azure-cli", "--output", "json");
        assertThat(who.exit()).as(who.err()).isZero();
        assertThat(who.out()).contains(clientId, objectId);

        Path file = Files.writeString(directory.resolve("report.csv"), "a;b\n1;2\n");
        CommandRun upload = blobdrop("upload", file.toString(), "--output", "json");
        assertThat(upload.exit()).as(upload.err()).isZero();
        assertThat(upload.out()).contains("\"credential\":\"AzureCliCredential\"");
        assertThat(azure.blobs().get(azure.container(), "report.csv")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void signedInByServicePrincipal() throws IOException {
        azure.roles()
                .assign(Identities.ROBOT.objectId(), Roles.Role.CONTRIBUTOR, Roles.Scope.container(azure.container()));
        signIn(Identities.ROBOT.clientId(), "-p", secret());

        assertThatAzAnswers(Identities.ROBOT.clientId(), Identities.ROBOT.objectId());
    }

    @Test
    void signedInByFederatedToken() throws IOException {
        signIn(Identities.POD.clientId(), "--federated-token", azure.cluster().tokenFile());

        assertThatAzAnswers(Identities.POD.clientId(), Identities.POD.objectId());
    }

    @Test
    void signedOut() {
        CommandRun who = blobdrop("whoami", "--credential", "azure-cli");

        assertThat(who.exit()).isEqualTo(10);
        assertThat(who.out() + who.err()).contains("az login");
    }

    /// az asks for a new sign-in then, and the library keeps only that of its words.
    @Test
    void secretThatHasBeenReplaced() throws IOException {
        signIn(Identities.ROBOT.clientId(), "-p", secret());
        azure.identityProvider().directory().setSecret(Identities.ROBOT.clientId(), "another");

        CommandRun who = blobdrop("whoami", "--credential", "azure-cli");

        assertThat(who.exit()).isEqualTo(10);
        assertThat(who.out() + who.err()).contains("az login");
    }

    private Path secret() throws IOException {
        return Files.writeString(
                directory.resolve("secret"), azure.identityProvider().robotSecret());
    }
}
