package dev.blobdrop.core.identity;

import com.azure.identity.InteractiveBrowserCredentialBuilder;
import com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder;

import dev.blobdrop.core.problem.Problem;

import java.util.Locale;
import java.util.Optional;

/// Sign-in through the Windows broker. Its library is on the class path on Windows only: elsewhere
/// its mere presence makes the default chain stop before the Azure CLI is asked.
final class BrokerSignIn {
    private static final String LIBRARY =
            "com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder";

    private BrokerSignIn() {}

    static boolean isPossible() {
        return obstacle().isEmpty();
    }

    /// @throws dev.blobdrop.core.problem.ProblemException where it cannot work, with the reason
    static void check(SignInHost host) {
        obstacle()
                .ifPresent(
                        why -> {
                            throw Problem.of(
                                            Problem.Kind.NO_IDENTITY,
                                            "broker-needs-windows",
                                            "The sign-in broker is not available here",
                                            why)
                                    .withRemedy("--credential browser", "--credential azure-cli")
                                    .asException();
                        });
        if (!host.mayAsk()) {
            throw PersonCredential.needed().asException();
        }
    }

    /// What keeps it from working here; empty where it can.
    static Optional<String> obstacle() {
        return obstacle(System.getProperty("os.name"), isPresent());
    }

    /// What keeps it from working; empty where it can.
    ///
    /// @param system as the property `os.name` says it
    static Optional<String> obstacle(String system, boolean present) {
        if (!system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return Optional.of(
                    "It is part of Windows; on "
                            + system
                            + " its library cannot work and is left out.");
        }
        return present
                ? Optional.empty()
                : Optional.of("This package was built without the broker's library.");
    }

    private static boolean isPresent() {
        try {
            Class.forName(LIBRARY, false, BrokerSignIn.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /// Handle 0 stands for the console's window.
    static InteractiveBrowserCredentialBuilder builder(SignInHost host) {
        return Library.builder(host.windowHandle().orElse(0));
    }

    /// Apart, because a class that mentions the library cannot be loaded without it.
    private static final class Library {
        static InteractiveBrowserCredentialBuilder builder(long window) {
            return new InteractiveBrowserBrokerCredentialBuilder().setWindowHandle(window);
        }
    }
}
