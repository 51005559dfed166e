package dev.blobdrop.cli;

import dev.blobdrop.core.diagnosis.Manifests;

import java.util.List;

/// The mistakes found in manifests, in words.
final class ManifestReport {
    private final Output output;

    ManifestReport(Output output) {
        this.output = output;
    }

    /// @param file `-` for standard input
    int examine(String file, Json summary) {
        List<Manifests.Mistake> mistakes = Manifests.parse(InputFile.text(file, "manifests")).mistakes();
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
        summary.with("mistakes", mistakes.size());
        return mistakes.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
