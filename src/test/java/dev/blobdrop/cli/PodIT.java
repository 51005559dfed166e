package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.RandomBytes;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The shipped program as a restricted pod runs it: user 10001 without any capability, a root file
/// system that is read-only throughout, the environment and the token volume that the webhook
/// gives; see `pod.sh`.
@ExtendWith(FreshSandbox.class)
class PodIT {
    private static final Path SCRIPT = Path.of("src/test/shell/pod.sh").toAbsolutePath();
    private static final int REFUSED = 97;

    @TempDir
    Path directory;

    private final Sandbox azure = SharedSandbox.get();
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(directory.resolve("root"));
        data = Files.createDirectory(directory.resolve("data"));
        CommandRun probe = pod("none", "/bin/sh", "-c", "id -u; echo x >/x || echo x >/tmp/x");
        assumeTrue(
                probe.exit() != REFUSED && !probe.err().contains("unshare"),
                () -> "no pod on this machine: " + probe.err());
        assertThat(probe.out()).isEqualTo("10001\n");
        assertThat(probe.err()).contains("/x: Read-only", "/tmp/x: Read-only");
    }

    private CommandRun pod(String tmp, String... program) {
        return pod(environment(), tmp, program);
    }

    private CommandRun pod(Map<String, String> environment, String tmp, String... program) {
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                SCRIPT.toString(),
                directory.resolve("root").toString(),
                System.getProperty("java.home"),
                Blobdrop.PROGRAM.getParent().getParent().toString(),
                azure.cluster().tokenFile().getParent().toString(),
                azure.caFile().toString(),
                data.toString(),
                tmp));
        words.addAll(List.of(program));
        return Blobdrop.start(directory, environment, Path.of("/usr/bin/env"), words.toArray(String[]::new))
                .await();
    }

    /// What Kubernetes, the webhook and the manifest set; user 10001 is not in the image's passwd,
    /// so its home is the root.
    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>(azure.podEnvironment());
        variables.put(
                "AZURE_FEDERATED_TOKEN_FILE",
                "/var/run/secrets/azure/wi/token/" + azure.cluster().tokenFile().getFileName());
        variables.put("BLOBDROP_CA_FILE", "/opt/ca/ca.pem");
        variables.put("JAVA_HOME", "/opt/java");
        variables.put("HOME", "/");
        variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        return variables;
    }

    private CommandRun blobdrop(String tmp, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/opt/blobdrop/bin/blobdrop"));
        words.addAll(List.of(arguments));
        return pod(tmp, words.toArray(String[]::new));
    }

    private static void assertClean(CommandRun run) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContainIgnoringCase("warn").doesNotContain("Error");
    }

    @Test
    void hello() {
        CommandRun run = blobdrop("none", "hello");

        assertClean(run);
        assertThat(run.out() + run.err()).contains("signed in as managed identity");
        assertThat(azure.blobs().list(azure.container()))
                .singleElement()
                .satisfies(name -> assertThat(name).endsWith("-fromk8spod.txt"));
    }

    @Test
    void helloWithAnEmptyDir() {
        assertClean(blobdrop("emptyDir", "hello"));
        assertThat(azure.blobs().list(azure.container())).hasSize(1);
    }

    /// Of more than one block, so that every way of sending is taken.
    @Test
    void upload() throws IOException {
        byte[] content = RandomBytes.of(20 << 20, 7);
        Files.write(data.resolve("large.bin"), content);
        Files.writeString(data.resolve("small.txt"), "small");

        CommandRun run = blobdrop("none", "upload", "/data", "--verify");

        assertClean(run);
        assertThat(azure.blobs().get(azure.container(), "data/large.bin")).isEqualTo(content);
        assertThat(azure.blobs().list(azure.container())).containsExactly("data/large.bin", "data/small.txt");
    }

    @Test
    void whoami() {
        CommandRun run = blobdrop("none", "whoami", "--credential", "workload-identity");

        assertClean(run);
        assertThat(run.out()).contains(Identities.POD.clientId());
    }

    @Test
    void whoamiByTheDefaultChain() {
        CommandRun run = blobdrop("none", "whoami");

        assertClean(run);
        assertThat(run.out()).contains("Workload identity    Won", Identities.POD.clientId());
    }

    @Test
    void doctor() {
        CommandRun run = blobdrop("none", "doctor", "--write-probe");

        assertClean(run);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    /// Both are there without being unpacked first: TLS in Java costs three times the processor.
    @Test
    void nettysNativeLibraryIsLoadedFromTheReadOnlyRoot() {
        Map<String, String> environment =
                Variables.with(environment(), "BLOBDROP_JAVA_OPTS", "-Xlog:library=info:stderr");

        CommandRun run = pod(environment, "none", "/opt/blobdrop/bin/blobdrop", "ls", azure.container());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("Loaded library /opt/blobdrop/lib/native/libnetty_tcnative\\S+so");
    }

    /// Nothing is injected: whatever else the image holds, such as an az that cannot write its
    /// files, is told in a sentence.
    @Test
    void withoutInjection() {
        Map<String, String> environment =
                Variables.without(environment(), "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE");

        CommandRun run = pod(environment, "none", "/opt/blobdrop/bin/blobdrop", "whoami");

        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.err()).contains("azure.workload.identity/use");
        assertThat(run.out() + run.err()).doesNotContain("Traceback");
    }
}
