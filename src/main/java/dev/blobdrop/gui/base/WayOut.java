package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the window has in place of an option of the command line or a variable of the shell.
public enum WayOut {
    /// Certificate authorities, proxy and tenant are set there.
    SETTINGS,
    /// Another way to sign in.
    SIGN_IN;

    private static final List<String> SET = List.of("--ca-file", "--tenant", "export HTTPS_PROXY");
    private static final String CREDENTIAL = "--credential";

    /// The first one that helps against the problem.
    public static Optional<WayOut> of(Problem problem) {
        return problem.remedies().stream()
                .map(Remedy::text)
                .flatMap(line -> of(line).stream())
                .findFirst();
    }

    private static Optional<WayOut> of(String line) {
        if (SET.stream().anyMatch(line::startsWith)) {
            return Optional.of(SETTINGS);
        }
        return Stream.of(SIGN_IN).filter(way -> line.startsWith(CREDENTIAL)).findFirst();
    }
}
