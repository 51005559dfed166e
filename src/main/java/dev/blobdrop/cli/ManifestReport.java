package dev.blobdrop.cli;

import dev.blobdrop.core.diagnosis.Manifests;
import dev.blobdrop.core.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The mistakes found in manifests, in words.
final class ManifestReport {
    private final Output output;

    ManifestReport(Output output) {
        this.output = output;
    }

    /// @param file `-` for standard input
    int examine(String file, Json summary) {
        List<Manifests.Mistake> mistakes = Manifests.parse(read(file)).mistakes();
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

    private static String read(String file) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-manifests",
                            "Cannot read the manifests in " + file,
                            "There is no such file, or it may not be read.")
                    .asException(e);
        }
    }
}
