package dev.blobdrop.cli;

import dev.blobdrop.cli.options.InputFile;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.diagnosis.manifest.Manifests;
import dev.blobdrop.core.diagnosis.manifest.Mistake;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Prints the mistakes found in manifests.
final class ManifestReport {
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Output output;

    ManifestReport(Output output) {
        this.output = output;
    }

    /// Refuses a folder and a kustomization file: only kubectl knows which manifests they produce.
    private static void checkFile(String file) {
        Path path = Path.of(file);
        boolean folder = Files.isDirectory(path);
        boolean kustomization = KUSTOMIZATIONS.contains(String.valueOf(path.getFileName()));
        if (folder || kustomization) {
            Path whole = folder ? path : path.toAbsolutePath().getParent();
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-manifests",
                            file + (folder ? " is a folder" : " is a kustomization"),
                            "Let kubectl build its manifests.")
                    .withRemedy(rendered(whole))
                    .asException();
        }
    }

    private static Remedy rendered(Path folder) {
        String path = folder.toString().startsWith("-") ? "./" + folder : folder.toString();
        String kustomize = Shell.ofThisMachine().line(List.of("kubectl", "kustomize", path));
        return new Remedy.Command(kustomize + " | blobdrop doctor --manifests -", "");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /// Prints the mistakes in a file.
    ///
    /// @param file `-` for standard input
    /// @return the exit code
    int examine(String file, Json summary) {
        checkFile(file);
        Manifests manifests = Manifests.parse(InputFile.text(file, "manifests"));
        List<Mistake> mistakes = manifests.mistakes();
        for (Mistake mistake : mistakes) {
            output.data(mistake.where() + ": " + mistake.says());
            output.data("    " + mistake.fix());
            output.event(Json.event("mistake")
                    .with("where", mistake.where())
                    .with("row", Optional.of(mistake.row()).filter(row -> !row.isEmpty()))
                    .with("says", mistake.says())
                    .with("fix", mistake.fix()));
        }
        output.data(mistakes.isEmpty() ? "No mistakes found." : count(mistakes.size(), "mistake") + " found.");
        int examined = manifests.examined();
        output.note(count(examined, "object") + " looked at");
        Map<String, Integer> others = manifests.skipped();
        if (!others.isEmpty()) {
            output.note("Not checked: "
                    + others.entrySet().stream()
                            .map(kind -> kind.getValue() + " " + kind.getKey())
                            .collect(Collectors.joining(", ")));
        }
        summary.with("objects", examined)
                .with("mistakes", mistakes.size())
                .with("notLookedAt", List.copyOf(others.keySet()));
        return mistakes.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
