package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks whether the file contains a token, and how old it is.
final class TokenFileStep implements Step {
    @Override
    public Stage stage() {
        return Stage.TOKEN_FILE;
    }

    @Override
    public Finding examine(Examination at) {
        if (!at.request().isWorkloadIdentity()) {
            return Finding.notNeeded(stage());
        }
        Path file = FederatedToken.path(at.plan()).orElseThrow();
        try {
            FederatedToken token = FederatedToken.read(at.plan());
            at.token(token);
            at.proven("the token is mounted and readable");
            return new Finding(
                    stage(), Finding.Status.OK, file.toString(), evidence(at, file), java.util.Optional.empty());
        } catch (ProblemException e) {
            Problem problem = e.problem();
            Cause known = Cause.of(problem, at.facts(), List.of(problem.detail()));
            return Finding.failed(
                    stage(),
                    known.row()
                            .map(row -> at.cause(row, file.toString(), problem.detail()))
                            .orElse(known));
        }
    }

    private static List<String> evidence(Examination at, Path file) {
        List<String> evidence = new ArrayList<>();
        try {
            Duration age = Duration.between(
                    Files.getLastModifiedTime(file).toInstant(), at.clock().instant());
            evidence.add("written " + age.toMinutes() + " minutes ago");
        } catch (IOException e) {
            evidence.add("its modification time is not readable");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.exists(parent.resolve("..data"))) {
            evidence.add("not a projected volume (no ..data next to it): a subPath mount or a copy");
        }
        return evidence;
    }
}
