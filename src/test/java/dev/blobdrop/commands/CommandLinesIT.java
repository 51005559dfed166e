package dev.blobdrop.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.cli.BlobdropCommand;
import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that the catalogue, the program and the pages tell people to type are accepted by
/// the programs that they are for.
class CommandLinesIT {
    private static final String SENTINEL = "--sentinel";
    private static final String ONLY_THE_SENTINEL = "Error: Unknown option: '--sentinel'";

    private static final Map<Shell.Call, Set<String>> CALLS = new LinkedHashMap<>();
    private static Shell shell;

    /// One for all tests: az notes there where each of its commands lies.
    @TempDir
    private static Path configuration;

    @TempDir
    Path directory;

    /// Collects all calls, each with the texts it comes from.
    @BeforeAll
    static void readEveryText(@TempDir Path programs) {
        assumeTrue(Run.find("bash").isPresent(), "bash is not installed");
        shell = new Shell(programs);
        List<ProductText> texts = new ArrayList<>(ProductText.ofCatalogue());
        texts.addAll(ProductText.ofSources());
        texts.addAll(ProductText.ofPages());
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        for (ProductText text : texts) {
            for (String line : text.commands()) {
                lines.computeIfAbsent(line, any -> new LinkedHashSet<>()).add(text.origin());
            }
        }
        lines.forEach((line, origins) -> shell.calls(line)
                .forEach(call -> CALLS.computeIfAbsent(call, any -> new LinkedHashSet<>())
                        .addAll(origins)));
    }

    private static Map<Shell.Call, Set<String>> calls(String program) {
        Map<Shell.Call, Set<String>> calls = new LinkedHashMap<>(CALLS);
        calls.keySet().removeIf(call -> !call.program().equals(program));
        return calls;
    }

    private RealAz az() throws IOException {
        Optional<RealAz> found = RealAz.find(configuration);
        assumeTrue(found.isPresent(), "the Azure CLI is not installed: its parser is not asked");
        return found.get();
    }

    private RealKubectl kubectl(StandInCluster cluster) throws IOException {
        Optional<RealKubectl> found = RealKubectl.find(Files.createDirectory(directory.resolve("home")), cluster);
        assumeTrue(found.isPresent(), "kubectl is not installed: its parser is not asked");
        return found.get();
    }

    /// Newer ones are refused by an old program, and accepted by one that is new enough.
    private static List<String> mistakes(
            Version version, List<Newer> list, Map<Shell.Call, Set<String>> calls, List<Verdict> verdicts) {
        List<String> mistakes = new ArrayList<>();
        int at = 0;
        for (Map.Entry<Shell.Call, Set<String>> call : calls.entrySet()) {
            Verdict verdict = verdicts.get(at++);
            Optional<Newer> newer = list.stream()
                    .filter(entry -> entry.isIn(call.getKey()))
                    .filter(entry -> version.compareTo(entry.since()) < 0)
                    .findFirst();
            if (newer.isEmpty() != verdict.accepted()) {
                mistakes.add(call.getKey()
                        + "\n    of "
                        + call.getValue()
                        + "\n    "
                        + (verdict.accepted()
                                ? "is accepted by "
                                        + version
                                        + ", not only since "
                                        + newer.get().since()
                                : verdict.said()));
            }
        }
        return mistakes;
    }

    private static void count(String program, Version version, Map<Shell.Call, ?> calls) {
        List<String> newer = Newer.LIST.stream()
                .filter(entry -> version.compareTo(entry.since()) < 0)
                .filter(entry -> calls.keySet().stream().anyMatch(entry::isIn))
                .map(entry -> entry.words() + " (since " + entry.since() + ")")
                .toList();
        System.out.printf(
                "%s %s: %d different calls checked; newer than it: %s%n", program, version, calls.size(), newer);
    }

    @Test
    void azAcceptsEveryCallOfIt() throws IOException {
        RealAz az = az();
        Version version = az.version();
        Map<Shell.Call, Set<String>> calls = calls("az");

        List<Verdict> verdicts = az.judge(List.copyOf(calls.keySet()));

        assertThat(mistakes(version, Newer.LIST, calls, verdicts)).isEmpty();
        assertThat(calls).hasSizeGreaterThan(40);
        count("az", version, calls);
    }

    @Test
    void kubectlAcceptsEveryCallOfIt() throws IOException {
        try (StandInCluster cluster = new StandInCluster()) {
            RealKubectl kubectl = kubectl(cluster);
            Version version = kubectl.version();
            Map<Shell.Call, Set<String>> calls = calls("kubectl");

            List<Verdict> verdicts = calls.keySet().stream().map(kubectl::judge).toList();

            assertThat(mistakes(version, Newer.LIST, calls, verdicts)).isEmpty();
            assertThat(calls).hasSizeGreaterThan(20);
            count("kubectl", version, calls);
        }
    }

    /// A command of our own is given an option that does not exist, so that it does nothing; when
    /// that is all there is to complain of, the rest is in order.
    @Test
    void blobdropAcceptsEveryCallOfIt() {
        Map<Shell.Call, Set<String>> calls = calls("blobdrop");

        for (Shell.Call call : calls.keySet()) {
            assertThat(complaint(call.arguments()))
                    .as(call + " of " + calls.get(call))
                    .startsWith(ONLY_THE_SENTINEL);
        }
        assertThat(calls).hasSizeGreaterThan(8);
        for (String planted : List.of("whoami --no-such-option", "whomai", "ls --container")) {
            assertThat(complaint(List.of(planted.split(" ")))).doesNotStartWith(ONLY_THE_SENTINEL);
        }
    }

    private static String complaint(List<String> words) {
        List<String> arguments = new ArrayList<>(words);
        arguments.add(SENTINEL);
        var said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        BlobdropCommand.run(
                new Console(stream, stream, false),
                new Environment(Map.of()),
                () -> 0,
                arguments.toArray(String[]::new));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void azRefusesPlantedMistakes() throws IOException {
        List<Shell.Call> planted = List.of(
                        "az identity list --no-such-flag",
                        "az identity federated-credential create --identity-name x -g y",
                        "az storage account shew -n x",
                        "az storage account show",
                        "az storage account show -n x --query \"{a:\"",
                        "az identity show --ids not-a-resource-id",
                        "az role assignment create --assignee-object-id x"
                                + " --assignee-principal-type Robot --role r --scope /x",
                        "az login --no-such-flag")
                .stream()
                .flatMap(line -> shell.calls(line).stream())
                .toList();

        assertThat(az().judge(planted)).hasSize(8).noneMatch(Verdict::accepted);
    }

    /// The list of newer commands cannot hide one that the program knows.
    @Test
    void azKnowsAnEntryPlantedInTheNewerList() throws IOException {
        RealAz az = az();
        Map<Shell.Call, Set<String>> calls =
                Map.of(shell.calls("az identity list").getFirst(), Set.of("planted"));
        Newer planted = new Newer("az", "identity list", Version.parse("99.0.0"), "planted");

        assertThat(mistakes(az.version(), List.of(planted), calls, az.judge(List.copyOf(calls.keySet()))))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake).contains("not only since 99.0.0"));
    }

    @Test
    void kubectlRefusesPlantedMistakes() throws IOException {
        try (StandInCluster cluster = new StandInCluster()) {
            RealKubectl kubectl = kubectl(cluster);
            for (String line : List.of(
                    "kubectl get pods --no-such-flag",
                    "kubectl frobnicate pods",
                    "kubectl get serviceacount",
                    "kubectl annotate sa blobdrop",
                    "kubectl get pod POD -o nosuchformat",
                    "kubectl patch cronjob NAME --type merge -p '{bad'",
                    "kubectl auth can-i")) {
                Verdict verdict = kubectl.judge(shell.calls(line).getFirst());
                assertThat(verdict.accepted()).as(line + ": " + verdict.said()).isFalse();
            }
        }
    }

    @Test
    void everyEntryOfTheNewerListIsUsed() {
        assertThat(Newer.LIST).allMatch(entry -> CALLS.keySet().stream().anyMatch(entry::isIn));
    }

    @Test
    void catalogueSaysWhichOfItsCommandsAreNew() {
        List<String> lines = ProductText.ofCatalogue().stream()
                .flatMap(text -> text.commands().stream())
                .distinct()
                .toList();
        for (Newer newer : Newer.LIST) {
            assertThat(lines.stream().filter(line -> line.contains(newer.words() + " ")))
                    .allMatch(line -> line.endsWith("# %s %s or newer".formatted(newer.program(), newer.since())));
        }
    }
}
