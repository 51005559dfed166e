package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import java.util.Optional;

/// Where in the window to fix what needs an option or a variable on the command line.
public enum FixPlace {
    /// The settings: certificate authorities, proxy and tenant.
    SETTINGS,
    /// The ways to sign in.
    SIGN_IN;

    /// The first one that can fix the problem.
    public static Optional<FixPlace> of(Problem problem) {
        return problem.remedies().stream()
                .flatMap(remedy -> of(remedy).stream())
                .findFirst();
    }

    private static Optional<FixPlace> of(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Option option -> of(option.setting());
            case Remedy.Command command -> Optional.of(SETTINGS).filter(place -> setsProxy(command.line()));
            case Remedy.Sentence sentence -> Optional.empty();
        };
    }

    private static Optional<FixPlace> of(Setting setting) {
        return switch (setting) {
            case CA_FILE, TENANT -> Optional.of(SETTINGS);
            case CREDENTIAL -> Optional.of(SIGN_IN);
            default -> Optional.empty();
        };
    }

    /// Whether the command sets the proxy for a shell. The window has a setting for it.
    static boolean setsProxy(String command) {
        return command.startsWith("export HTTPS_PROXY");
    }
}
