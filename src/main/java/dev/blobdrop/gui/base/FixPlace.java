package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where in the window to fix what needs an option or a variable on the command line.
public enum FixPlace {
    /// The settings: certificate authorities, proxy and tenant.
    SETTINGS,
    /// The ways to sign in.
    SIGN_IN;

    private static final List<String> SET = List.of("--ca-file", "--tenant", "export HTTPS_PROXY");
    private static final String CREDENTIAL = "--credential";

    /// The first one that can fix the problem.
    public static Optional<FixPlace> of(Problem problem) {
        return problem.remedies().stream()
                .map(Remedy::text)
                .flatMap(line -> of(line).stream())
                .findFirst();
    }

    private static Optional<FixPlace> of(String line) {
        if (SET.stream().anyMatch(line::startsWith)) {
            return Optional.of(SETTINGS);
        }
        return Stream.of(SIGN_IN).filter(way -> line.startsWith(CREDENTIAL)).findFirst();
    }
}
