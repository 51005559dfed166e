package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StrangersServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A server whose certificate is in order and whose name is not Azure's gets no token, whatever
/// leads there.
@ExtendWith(FreshSandbox.class)
@Timeout(60)
class StrangerIT {
    private static final String ALIKE = "contosodata.blob.core.windows.net.attacker.example";
    private static final List<String> NAMES = List.of(ALIKE, "evilblob.core.windows.net", "files.attacker.example");

    /// Commands that reach no account.
    private static final Set<String> AT_HOME = Set.of("gui", "sign-out");

    private final Sandbox azure = SharedSandbox.get();
    private StrangersServer stranger;
    private ForwardProxy proxy;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("file.txt"), "content");
        Files.writeString(directory.resolve("end"), "");
        stranger = StrangersServer.start(azure.certificateAuthority(), NAMES);
        Map<String, Integer> ports = NAMES.stream().collect(Collectors.toMap(name -> name, name -> stranger.port()));
        proxy = new ForwardProxy(ports, Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        stranger.close();
    }

    private static Optional<String> ownAddress() {
        return SharedSandbox.privateAddress()
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceFirst("%.*", ""));
    }

    private Map<String, String> pod(String... more) {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    static List<String> commands() {
        return BlobdropCommand.COMMANDS.stream()
                .map(type -> type.getAnnotation(CommandLine.Command.class).name())
                .toList();
    }

    /// The shortest command line of a command, with more behind it; of the options, those that a
    /// command does not have are left out.
    private String[] line(String command, String... options) {
        CommandLine.Model.CommandSpec spec = BlobdropCommand.COMMANDS.stream()
                .map(CommandLine::new)
                .map(CommandLine::getCommandSpec)
                .filter(known -> known.name().equals(command))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>(List.of(command));
        for (int i = 0; i < options.length; i += 2) {
            if (spec.findOption(options[i]) != null) {
                words.addAll(List.of(options[i], options[i + 1]));
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.arity().min() > 0) {
                boolean file = Arrays.asList(parameter.auxiliaryTypes()).contains(Path.class);
                words.add(file || parameter.type() == Path.class ? directory.toString() : "name");
            }
        }
        return words.toArray(String[]::new);
    }

    private void assertRefused(String command, CommandRun run) {
        assertThat(stranger.tokens()).as(command).isEmpty();
        if (AT_HOME.contains(command)) {
            return;
        }
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.out() + run.err()).contains("untrusted-host", "--trust-host " + ALIKE);
        assertThat(stranger.requests()).as(command).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noCommandSendsItATokenByOption(String command) {
        String[] line = line(command, "--account-url", "https://" + ALIKE);

        assertRefused(command, Blobdrop.run(pod(), line));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noCommandSendsItATokenByVariable(String command) {
        CommandRun run = Blobdrop.run(pod("STORAGE_ACCOUNT_URL", "https://" + ALIKE), line(command));

        assertRefused(command, run);
    }

    /// The code of a redirect goes round with the commands, so that each command meets some and
    /// each code some commands.
    @ParameterizedTest
    @MethodSource("commands")
    void noCommandFollowsARedirectToIt(String command) {
        int[] codes = {301, 302, 303, 307, 308};
        int status = codes[commands().indexOf(command) % codes.length];
        try (StrangersServer friend = StrangersServer.redirecting(azure.certificateAuthority(), place(), status)) {
            assertNobodyIsLedThere(command, friend);
        }
    }

    /// Nothing that a trusted server says leads a command to another one.
    @ParameterizedTest
    @MethodSource("commands")
    void noAnswerLeadsACommandToIt(String command) {
        try (StrangersServer friend = StrangersServer.luring(azure.certificateAuthority(), place())) {
            assertNobodyIsLedThere(command, friend);
        }
    }

    private String place() {
        return "https://" + ALIKE + ":" + stranger.port();
    }

    private void assertNobodyIsLedThere(String command, StrangersServer friend) {
        String account = "https://127.0.0.1:" + friend.port() + "/" + azure.accountName();
        String[] line = line(
                command,
                "--account-url",
                account,
                "--exit-when-file",
                directory.resolve("end").toString());
        CommandRun run = Blobdrop.run(pod(), line);

        assertThat(stranger.tokens()).as(command).isEmpty();
        assertThat(stranger.requests()).as(command).isEmpty();
        if (!AT_HOME.contains(command)) {
            assertThat(friend.requests()).as(run.err()).isNotEmpty();
        }
    }

    /// The federated token is in the body of a request that is not made again elsewhere.
    @ParameterizedTest
    @ValueSource(ints = {302, 307, 308})
    void noIdentityProviderLeadsASignInToIt(int status) {
        try (StrangersServer provider = StrangersServer.redirecting(azure.certificateAuthority(), place(), status)) {
            for (String command : List.of("whoami", "doctor")) {
                CommandRun run = Blobdrop.run(
                        pod("AZURE_AUTHORITY_HOST", "https://127.0.0.1:" + provider.port() + "/"),
                        command,
                        "--credential",
                        "workload-identity");

                assertThat(run.exit()).isNotZero();
                assertThat(provider.requests()).isNotEmpty();
                assertThat(stranger.requests()).as(run.out() + run.err()).isEmpty();
            }
        }
    }

    /// Names that a listing of a trusted server holds are names, whatever they look like.
    @ParameterizedTest
    @ValueSource(strings = {"ls c1c --recursive", "get / --to {dir}/o", "rm https: --recursive"})
    void namesInAListingLeadNobodyToIt(String typed) {
        try (StrangersServer friend = StrangersServer.luring(azure.certificateAuthority(), place())) {
            List<String> words = new ArrayList<>(
                    List.of(typed.replace("{dir}", directory.toString()).split(" ")));
            words.addAll(List.of(
                    "--container",
                    "c1c",
                    "--account-url",
                    "https://127.0.0.1:" + friend.port() + "/" + azure.accountName()));
            CommandRun run = Blobdrop.run(pod(), words.toArray(String[]::new));

            assertThat(stranger.requests()).isEmpty();
            assertThat(friend.requests()).as(run.out() + run.err()).anyMatch(request -> request.contains("marker="));
        }
    }

    /// A URL that is typed or pasted where a name is meant is a name in the account that was named,
    /// or refused; it is no other account.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get URL --to {dir}/o",
                "cat URL",
                "stat URL",
                "rm URL",
                "ls URL",
                "ls --prefix URL",
                "upload {dir}/file.txt --to URL",
                "upload URL",
                "upload {dir}/file.txt --container URL",
                "upload {dir}/file.txt --name-template URL/{name}",
                "watch {dir} --to URL --exit-when-file {dir}/end",
                "watch URL",
                "mkcontainer URL",
                "hello --container URL",
                "doctor --container URL",
                "whoami --container URL",
                "whoami --replay URL",
                "whoami --as-pod URL",
                "doctor --manifests URL"
            })
    void aURLInPlaceOfANameLeadsNobodyToIt(String typed) {
        String url = "https://" + ALIKE + "/c1c/name";
        String[] words =
                typed.replace("URL", url).replace("{dir}", directory.toString()).split(" ");
        CommandRun run = Blobdrop.run(pod(), words);

        assertThat(stranger.requests()).as(run.out() + run.err()).isEmpty();
        assertThat(proxy.asked()).doesNotContain(ALIKE);
        assertThat(run.out() + run.err()).doesNotContain("\tat ");
    }

    @Test
    void thePodsVariablesThatAreReplayedHereLeadItsTokenNowhereElse() throws IOException {
        for (String variable : List.of("AZURE_AUTHORITY_HOST", "AZURE_KUBERNETES_TOKEN_PROXY")) {
            Path file = directory.resolve("pod.env");
            Files.write(
                    file,
                    pod(variable, "https://" + ALIKE + "/").entrySet().stream()
                            .map(v -> v.getKey() + "=" + v.getValue())
                            .toList());
            CommandRun run = Blobdrop.run(
                    Map.of("BLOBDROP_CA_FILE", azure.caFile().toString()), "whoami", "--as-pod", file.toString());

            assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
            assertThat(run.err()).contains("untrusted-authority", variable);
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evilblob.core.windows.net", "files.attacker.example"})
    void otherNamesOfItGetNoneEither(String name) {
        CommandRun run = Blobdrop.run(pod(), "ls", "--account-url", "https://" + name + "/");

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void anAddressInThisNetworkIsNotThisMachine() {
        assumeTrue(ownAddress().isPresent(), "no private address");
        String own = ownAddress().get();
        String host = own.contains(":") ? "[" + own + "]" : own;
        String account = "https://" + host + ":" + stranger.port() + "/account";

        CommandRun run = Blobdrop.run(pod(), "ls", "--account-url", account);

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("--trust-host " + ownAddress().get());
    }

    @Test
    void recordedRunContactsNoService() throws IOException {
        Path recording = directory.resolve("run.json");
        String recorded = Blobdrop.run(azure.podEnvironment(), "whoami", "--output", "json")
                .out();
        Files.writeString(
                recording,
                recorded.replace(
                        "\"access\"", "\"account\":\"https://" + ALIKE + "\",\"container\":\"c1c\",\"access\""));

        CommandRun run = Blobdrop.run(pod(), "whoami", "--replay", recording.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void thePodsVariablesThatAreReplayedHereTrustNobody() throws IOException {
        Map<String, String> variables = pod("STORAGE_ACCOUNT_URL", "https://" + ALIKE, "BLOBDROP_TRUST_HOST", ALIKE);
        Path file = directory.resolve("pod.env");
        Files.write(
                file,
                variables.entrySet().stream()
                        .map(v -> v.getKey() + "=" + v.getValue())
                        .toList());

        CommandRun run = Blobdrop.run(
                Map.of("BLOBDROP_CA_FILE", azure.caFile().toString()), "whoami", "--as-pod", file.toString());

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).contains("untrusted-host");
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void whoIsTrustedByNameGetsATokenForStorageAndNoOther() {
        for (String[] trust : List.of(
                new String[] {"--trust-host", ALIKE},
                new String[] {"--trust-host", ALIKE.toUpperCase(), "--trust-host", "b.c"})) {
            String[] line = line("ls", "--account-url", "https://" + ALIKE);
            CommandRun run = Blobdrop.run(
                    pod(), Stream.of(line, trust).flatMap(Stream::of).toArray(String[]::new));

            assertThat(run.exit()).as(run.err()).isEqualTo(12);
            assertThat(stranger.tokens()).isNotEmpty().noneMatch(t -> t.contains("graph"));
            stranger.forget();
        }
        CommandRun run = Blobdrop.run(
                pod("STORAGE_ACCOUNT_URL", "https://" + ALIKE, "BLOBDROP_TRUST_HOST", "other.example, " + ALIKE), "ls");
        assertThat(run.exit()).as(run.err()).isEqualTo(12);
        assertThat(stranger.tokens()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.attacker.example",
                "https://files.contoso.com/",
                "files.contoso.com:443",
                "files.contoso.com/c1",
                "",
                "a b",
                "bücher.example"
            })
    void invalidHostCannotBeTrusted(String host) {
        CommandRun run = Blobdrop.run(pod(), "ls", "--trust-host", host);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("bad-trust-host", "full name of one host");
    }
}
