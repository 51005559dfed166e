package dev.blobdrop.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.cli.BlobdropCommand;
import dev.blobdrop.cli.Console;
import dev.blobdrop.core.config.Environment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

/// The commands that the catalogue, the program and the pages tell people to type are accepted by
/// the programs that they are for.
class CommandLinesIT {
    private static final String SENTINEL = "--sentinel";
    private static final String ONLY_THE_SENTINEL = "Error: Unknown option: '--sentinel'";

    @TempDir Path directory;

    private Shell shell;

    @BeforeEach
    void prepareShell() throws IOException {
        assumeTrue(Run.find("bash").isPresent(), "bash is not installed");
        shell = new Shell(Files.createDirectory(directory.resolve("bin")));
    }

    /// All calls of this program, each with the texts it comes from.
    private Map<Shell.Call, Set<String>> calls(String program, List<ProductText> texts) {
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        for (ProductText text : texts) {
            for (String command : text.commands()) {
                lines.computeIfAbsent(command, any -> new LinkedHashSet<>()).add(text.origin());
            }
        }
        Map<Shell.Call, Set<String>> calls = new LinkedHashMap<>();
        lines.forEach(
                (line, origins) -> {
                    if (line.matches(".*\\b" + program + " .*")) {
                        shell.calls(line).stream()
                                .filter(call -> call.program().equals(program))
                                .forEach(
                                        call ->
                                                calls.computeIfAbsent(
                                                                call, any -> new LinkedHashSet<>())
                                                        .addAll(origins));
                    }
                });
        return calls;
    }

    private static List<ProductText> everything() {
        List<ProductText> texts = new ArrayList<>(ProductText.ofCatalogue());
        texts.addAll(ProductText.ofSources());
        texts.addAll(ProductText.ofPages());
        return texts;
    }

    private RealAz az() throws IOException {
        Optional<RealAz> found = RealAz.find(Files.createDirectory(directory.resolve("az")));
        assumeTrue(found.isPresent(), "the Azure CLI is not installed: its parser is not asked");
        return found.get();
    }

    private RealKubectl kubectl(StandInCluster cluster) throws IOException {
        Optional<RealKubectl> found =
                RealKubectl.find(Files.createDirectory(directory.resolve("home")), cluster);
        assumeTrue(found.isPresent(), "kubectl is not installed: its parser is not asked");
        return found.get();
    }

    /// Newer ones are refused by an old program, and accepted by one that is new enough.
    private static List<String> mistakes(
            Version version, Map<Shell.Call, Set<String>> calls, List<Verdict> verdicts) {
        List<String> mistakes = new ArrayList<>();
        int at = 0;
        for (Map.Entry<Shell.Call, Set<String>> call : calls.entrySet()) {
            Verdict verdict = verdicts.get(at++);
            Optional<Newer> newer =
                    Newer.LIST.stream()
                            .filter(entry -> entry.isIn(call.getKey()))
                            .filter(entry -> version.compareTo(entry.since()) < 0)
                            .findFirst();
            if (newer.isEmpty() != verdict.accepted()) {
                mistakes.add(
                        call.getKey()
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
        List<String> newer =
                Newer.LIST.stream()
                        .filter(entry -> version.compareTo(entry.since()) < 0)
                        .filter(entry -> calls.keySet().stream().anyMatch(entry::isIn))
                        .map(entry -> entry.words() + " (since " + entry.since() + ")")
                        .toList();
        System.out.printf(
                "%s %s: %d different calls checked; newer than it: %s%n",
                program, version, calls.size(), newer);
    }

    @Test
    void azAcceptsEveryCallOfIt() throws IOException {
        RealAz az = az();
        Version version = az.version();
        Map<Shell.Call, Set<String>> calls = calls("az", everything());

        List<Verdict> verdicts = az.judge(List.copyOf(calls.keySet()));

        assertThat(mistakes(version, calls, verdicts)).isEmpty();
        assertThat(calls).hasSizeGreaterThan(40);
        count("az", version, calls);
    }

    @Test
    void kubectlAcceptsEveryCallOfIt() throws IOException {
        try (StandInCluster cluster = new StandInCluster()) {
            RealKubectl kubectl = kubectl(cluster);
            Version version = kubectl.version();
            Map<Shell.Call, Set<String>> calls = calls("kubectl", everything());

            List<Verdict> verdicts = calls.keySet().stream().map(kubectl::judge).toList();

            assertThat(mistakes(version, calls, verdicts)).isEmpty();
            assertThat(calls).hasSizeGreaterThan(20);
            count("kubectl", version, calls);
        }
    }

    /// A command of our own is given an option that does not exist, so that it does nothing; when
    /// that is all there is to complain of, the rest is in order.
    @Test
    void blobdropAcceptsEveryCallOfIt() {
        Map<Shell.Call, Set<String>> calls = calls("blobdrop", ProductText.ofCatalogue());

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
                arguments.toArray(String[]::new));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void azRefusesPlantedMistakes() throws IOException {
        List<Shell.Call> planted =
                List.of(
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

    @Test
    void kubectlRefusesPlantedMistakes() throws IOException {
        try (StandInCluster cluster = new StandInCluster()) {
            RealKubectl kubectl = kubectl(cluster);
            for (String line :
                    List.of(
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
        Map<Shell.Call, Set<String>> calls = new LinkedHashMap<>(calls("az", everything()));
        calls.putAll(calls("kubectl", everything()));

        assertThat(Newer.LIST).allMatch(entry -> calls.keySet().stream().anyMatch(entry::isIn));
    }
}
