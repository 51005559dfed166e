package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.commands.Run;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A pod's variables on a laptop where everything else would answer, too.
@ExtendWith(FreshSandbox.class)
class AsPodIT {
    private static final String IN_THE_POD = "/var/run/secrets/azure/tokens/azure-identity-token-of-the-pod";

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    private Path directory;

    /// A laptop that is signed in by `az`, has a wrong secret, a managed identity's variables and a
    /// proxy that nobody runs.
    private Map<String, String> laptop() {
        Map<String, String> laptop = new TreeMap<>(azure.laptopEnvironment());
        laptop.put("AZURE_CLIENT_SECRET", "not-the-secret");
        laptop.put("AZURE_CLIENT_ID", "laptop");
        laptop.put("AZURE_TOKEN_CREDENTIALS", "dev");
        laptop.put("IDENTITY_ENDPOINT", "http://127.0.0.1:9/");
        laptop.put("IDENTITY_HEADER", "x");
        laptop.put("MSI_ENDPOINT", "http://127.0.0.1:9/");
        laptop.put("HTTPS_PROXY", "http://127.0.0.1:9");
        laptop.put("STORAGE_ACCOUNT_URL", "https://laptop.invalid");
        return laptop;
    }

    private Path file(Map<String, String> variables) throws IOException {
        String text = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve("pod.env"), "# as kubectl writes it\n" + text);
    }

    private CommandRun run(Path file, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "whoami";
        arguments[1] = "--as-pod";
        arguments[2] = file.getFileName().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Blobdrop.start(directory, laptop(), Blobdrop.PROGRAM, arguments).await();
    }

    @Test
    void thePodSignsInAndTheLaptopIsMasked() throws Exception {
        CommandRun run = run(file(azure.podEnvironment()));

        Golden.check("as-pod", run);
        assertThat(azure.identityProvider().exchanges()).hasSize(1);
    }

    @Test
    void nothingOfTheLaptopAnswersForThePod() throws Exception {
        Map<String, String> pod = Variables.without(azure.podEnvironment(), "AZURE_FEDERATED_TOKEN_FILE");
        CommandRun run = run(file(pod));

        Golden.check("as-pod-not-injected", run);
        assertThat(azure.identityProvider().exchanges()).isEmpty();
    }

    @Test
    void tokenFileOfThePodIsNotHere() throws Exception {
        Map<String, String> pod = Variables.with(azure.podEnvironment(), "AZURE_FEDERATED_TOKEN_FILE", IN_THE_POD);

        Golden.check("as-pod-token-elsewhere", run(file(pod)));
        CommandRun single = run(file(pod), "--credential", "workload-identity");
        assertThat(single.exit()).isEqualTo(10);
        assertThat(single.err()).contains("token-file-elsewhere", "--token-file token.jwt");
    }

    @Test
    void anotherTokenStandsForThePods() throws Exception {
        Map<String, String> pod = Variables.with(azure.podEnvironment(), "AZURE_FEDERATED_TOKEN_FILE", IN_THE_POD);
        CommandRun run =
                run(file(pod), "--token-file", azure.cluster().tokenFile().toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("signed in as managed identity");
    }

    @Test
    void secretsOfTheFileAreNeverShown() throws Exception {
        Map<String, String> pod = new TreeMap<>(azure.podEnvironment());
        pod.put("AZURE_CLIENT_SECRET", "s3cret-of-the-pod");
        pod.put("DB_PASSWORD", "s3cret-of-the-pod");
        CommandRun run = run(file(pod), "--verbose", "--output", "json");

        assertThat(run.exit()).isEqualTo(11);
        assertThat(run.out() + run.err()).doesNotContain("s3cret-of-the-pod");
    }

    @Test
    void badFileIsRefusedInOneSentence() throws Exception {
        Path file = Files.writeString(directory.resolve("bad.env"), "A=1\nB=2\nno assignment\n");
        Golden.check("as-pod-bad-file", run(file));
        CommandRun none = run(directory.resolve("none.env"));
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("Cannot read the environment file in none.env");
    }

    /// What the real kubectl writes can be read.
    @Test
    void listOfTheRealKubectl() throws Exception {
        Optional<Path> kubectl = Run.find("kubectl");
        assumeTrue(kubectl.isPresent(), "there is no kubectl here");
        Path manifest = directory.resolve("pod.yaml");
        String variables = azure.podEnvironment().entrySet().stream()
                .map(v -> "    - {name: %s, value: '%s'}\n".formatted(v.getKey(), v.getValue()))
                .collect(Collectors.joining());
        Files.writeString(manifest, """
            apiVersion: v1
            kind: Pod
            metadata: {name: uploader}
            spec:
              containers:
              - name: uploader
                image: blobdrop
                env:
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: LINES, value: "-----BEGIN X-----\\nAA==\\n-----END X-----"}
            """ + variables);
        Path listed = directory.resolve("listed.env");
        int exit = new ProcessBuilder(
                        kubectl.get().toString(), "set", "env", "--local", "--list", "-f", manifest.toString())
                .redirectOutput(listed.toFile())
                .redirectError(directory.resolve("kubectl.err").toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(directory.resolve("kubectl.err"))).isZero();
        assertThat(Files.readString(listed, StandardCharsets.UTF_8)).contains("# POD from field");

        CommandRun run = run(listed, "--credential", "workload-identity");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("signed in as managed identity");
    }
}
