package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Help, version and completion go to standard output with exit code 0 and need nothing else.
@ExtendWith(FreshSandbox.class)
class HelpIT {
    private static final String[] OF_EVERY_COMMAND = {
        "--account-url",
        "STORAGE_ACCOUNT_URL",
        "--container",
        "BLOBDROP_CONTAINER",
        "--credential",
        "--credential-timeout",
        "workload-identity",
        "managed-identity",
        "azure-powershell",
        "azure-developer-cli",
        "device-code",
        "--tenant",
        "--client-id",
        "--authority-host",
        "AZURE_AUTHORITY_HOST",
        "--ca-file",
        "BLOBDROP_CA_FILE",
        "--trust-host",
        "BLOBDROP_TRUST_HOST",
        "--output",
        "--verbose",
        "--wait-for-identity",
        "--wait-for-access",
        "--help",
        "--version"
    };

    private static CommandRun ok(String... arguments) {
        CommandRun run = Blobdrop.run(Map.of(), arguments);
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        hello       | --hold
        upload      | --to --name-template --if-exists --include --exclude --dry-run \
                      --[no-]resume --verify --bandwidth --concurrency --shard \
                      --summary-file PATH... fail skip replace keep-both if-newer \
                      if-different --if-changed retry prefix --integrity auto crc64+md5
        watch       | DIR --to --if-exists --include --exclude --exit-when-file \
                      --idle-exit --grace --settle --sweep-every --health-port \
                      --summary-file if-different
        ls          | --recursive --prefix CONTAINER[/PREFIX]
        get         | BLOB... --to --recursive --if-exists fail skip replace keep-both \
                      if-newer if-different --[no-]check-md5 --bandwidth \
                      --concurrency --patience --summary-file
        cat         | BLOB standard output
        stat        | BLOB
        rm          | BLOB... --recursive --dry-run
        whoami      | --write-probe --survey --as-pod --token-file --replay
        mkcontainer | NAME
        sign-out    | record
        doctor      | --explain --manifests --token-file --write-probe --wait \
                      --expected-client-id --expected-subject --expected-issuer \
                      --support-bundle
        """)
    void everyOptionOfTheContractIsExplained(String command, String words) {
        CommandRun run = ok(command, "--help");

        assertThat(run.out()).startsWith("Usage: blobdrop " + command + " ");
        assertThat(run.out()).contains(offeredBy(command)).contains(words.split("\\s+"));
        without(command).forEach(word -> assertThat(run.out()).doesNotContain(word));
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.out().lines()).noneMatch(line -> line.matches(".*((https?|api):|login\\.)"));
        assertThat(ok("help", command).out()).isEqualTo(run.out());
    }

    private static List<String> offeredBy(String command) {
        return Arrays.stream(OF_EVERY_COMMAND)
                .filter(word -> !without(command).contains(word))
                .toList();
    }

    private static List<String> without(String command) {
        return switch (command) {
            case "whoami" -> List.of("--wait-for-access");
            case "mkcontainer" -> List.of("--container", "BLOBDROP_CONTAINER");
            case "cat" -> List.of("--output");
            case "sign-out" ->
                Arrays.stream(OF_EVERY_COMMAND)
                        .filter(word -> !word.matches("--(output|verbose|help|version)"))
                        // Named in the description.
                        .filter(word -> !word.matches("--credential|device-code"))
                        .toList();
            default -> List.of();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "whoami --wait-for-access=1m",
        "mkcontainer abc --container=abc",
        "cat a --output=text",
        "sign-out --account-url=contoso",
        "sign-out --credential=browser"
    })
    void optionWithoutEffectIsNotOffered(String line) {
        CommandRun run = Blobdrop.run(Map.of(), line.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: Unknown option: '--");
    }

    /// It has no account, no container and no credential.
    @Test
    void signingOutNeedsNothingElse(@TempDir Path home) {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.toString());

        CommandRun run = Blobdrop.run(environment, "sign-out");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("No saved sign-in.\n");
    }

    /// A line of a paragraph with one short word on it comes from line breaks made by hand.
    @ParameterizedTest
    @CsvSource({"hello", "upload", "watch", "ls", "get", "cat", "stat", "rm", "whoami", "mkcontainer", "sign-out"})
    void noWordStandsAlone(String command) {
        assertThat(ok(command, "--help").out().lines()).noneMatch(line -> line.matches(" {27,}[a-z]{2}"));
    }

    @Test
    void theWindowIsExplained() {
        assertThat(ok("gui", "--help").out()).startsWith("Usage: blobdrop gui ").contains("window");
    }

    @Test
    void theWholeIsExplained() {
        CommandRun run = ok("--help");

        assertThat(run.out())
                .contains(
                        "hello",
                        "upload",
                        "watch",
                        "ls",
                        "get",
                        "cat",
                        "stat",
                        "rm",
                        "whoami",
                        "mkcontainer",
                        "generate-completion")
                .contains("doctor", "sign-out", "gui")
                .contains("Exit codes: 0 done", "143 SIGTERM");
        assertThat(ok().out()).as("without a command").isEqualTo(run.out());
    }

    @Test
    void version() {
        CommandRun run = Blobdrop.process(Map.of("PATH", "/usr/bin:/bin"), "--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).matches("blobdrop \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\nJava [\\d.+]+.*\n");
    }

    /// What a real bash offers after the words, of which the last may be begun.
    private static List<String> offered(String... words) throws Exception {
        String script = """
            %s
            compopt() { :; }
            COMP_WORDS=(%s)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            _complete_blobdrop
            printf '%%s\\n' "${COMPREPLY[@]}"
            """.formatted(
                        ok("generate-completion").out(),
                        Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
        Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        upload --if-exists | fail skip replace keep-both if-newer if-different
        get --if-exists | fail skip replace keep-both if-newer if-different
        watch --if-exists | if-different if-newer skip replace
        upload --if-changed | fail retry prefix
        upload --integrity | auto crc64+md5 crc64 none
        watch --integrity | auto crc64+md5 crc64 none
        hello --output | text json
        doctor --output | text json
        ls --credential | default workload-identity environment managed-identity \
            azure-cli azure-powershell azure-developer-cli browser device-code broker
        """)
    void valuesOfAListAreCompleted(String line, String values) throws Exception {
        String[] words = ("blobdrop " + line.strip()).split(" ");
        String[] begun = Arrays.copyOf(words, words.length + 1);
        begun[words.length] = "";

        String[] expected = values.strip().split("\\s+");
        assertThat(offered(begun)).containsExactlyInAnyOrder(expected);

        // As bash parts --option= and --option=x.
        begun[words.length] = "=";
        assertThat(offered(begun)).containsExactlyInAnyOrder(expected);
        String[] further = Arrays.copyOf(begun, begun.length + 1);
        further[begun.length] = expected[0].substring(0, 1);
        assertThat(offered(further)).contains(expected[0]).hasSizeLessThanOrEqualTo(expected.length);
    }

    @Test
    void codesAreCompletedByTheirBeginning() throws Exception {
        assertThat(offered("blobdrop", "doctor", "--explain", "AADSTS70021"))
                .contains("AADSTS700213", "AADSTS700211")
                .allMatch(code -> code.startsWith("AADSTS70021"));
        assertThat(offered("blobdrop", "doctor", "--explain", "")).contains("all", "D2", "F7");
    }

    @Test
    void helpThatCannotBeWrittenIsNoSuccess() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        for (String line : List.of("--help", "--version", "upload --help", "generate-completion")) {
            CommandRun run = Blobdrop.start(
                            Path.of(""),
                            Map.of("PATH", "/usr/bin:/bin"),
                            Path.of("/bin/sh"),
                            "-c",
                            Blobdrop.PROGRAM + " " + line + " >/dev/full")
                    .await();

            assertThat(run.exit()).as(line).isEqualTo(20);
            assertThat(run.err()).contains("Cannot write to standard output");
        }
    }

    @Test
    void completionIsAcceptedByBash() throws Exception {
        String script = ok("generate-completion").out();

        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(script.getBytes());
        }

        assertThat(new String(bash.getInputStream().readAllBytes())).isEmpty();
        assertThat(bash.waitFor()).isZero();
        assertThat(script).contains("--wait-for-identity", "upload");
    }
}
