package dev.blobdrop.cli;

import dev.blobdrop.core.diagnosis.Manifests;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The mistakes found in manifests, in words.
final class ManifestReport {
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Output output;

    ManifestReport(Output output) {
        this.output = output;
    }

    /// A folder and its kustomization are what kubectl makes of them; it is not guessed at.
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
                            "kubectl says what its manifests are together.")
                    .withRemedy(rendered(whole))
                    .asException();
        }
    }

    private static Remedy rendered(Path folder) {
        String path = folder.toString().startsWith("-") ? "./" + folder : folder.toString();
        String kustomize = Shell.ofThisMachine().line(List.of("kubectl", "kustomize", path));
        return new Remedy.Command(kustomize + " | blobdrop doctor --manifests -", "");
    }

    /// @param file `-` for standard input
    int examine(String file, Json summary) {
        checkFile(file);
        Manifests manifests = Manifests.parse(InputFile.text(file, "manifests"));
        List<Manifests.Mistake> mistakes = manifests.mistakes();
        for (Manifests.Mistake mistake : mistakes) {
            output.data(mistake.where() + ": " + mistake.says());
            output.data("    " + mistake.fix());
            output.event(
                    Json.event("mistake")
                            .with("where", mistake.where())
                            .with("row", mistake.row())
                            .with("says", mistake.says())
                            .with("fix", mistake.fix()));
        }
        output.data(mistakes.isEmpty() ? "No mistake found." : mistakes.size() + " to be mended.");
        int examined = manifests.examined();
        output.note(examined + (examined == 1 ? " object" : " objects") + " looked at");
        summary.with("objects", examined).with("mistakes", mistakes.size());
        return mistakes.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
