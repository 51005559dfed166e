package dev.blobdrop.core.identity.person;

import com.azure.identity.InteractiveBrowserCredentialBuilder;
import com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder;
import dev.blobdrop.core.identity.BrokerLibrary;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.problem.Problem;

/// Signs in with the Windows broker. Its library is on the class path on Windows only: elsewhere
/// its mere presence makes the default chain stop before the Azure CLI is tried.
public final class BrokerSignIn {
    private BrokerSignIn() {}

    /// Whether the broker works on this machine.
    public static boolean isPossible() {
        return BrokerLibrary.obstacle().isEmpty();
    }

    /// @throws dev.blobdrop.core.problem.ProblemException with the reason if the broker cannot work
    ///     or nobody may be asked
    public static void check(SignInHost host) {
        BrokerLibrary.obstacle().ifPresent(why -> {
            throw Problem.of(
                            Problem.Kind.NO_IDENTITY,
                            "broker-needs-windows",
                            "The sign-in broker is not available here",
                            why)
                    .withRemedy("set credential browser", "set credential azure-cli")
                    .asException();
        });
        if (!host.mayAsk()) {
            throw PersonCredential.needed().asException();
        }
    }

    /// A builder for the broker's credential. Without a window of ours it uses handle 0, the
    /// console's window.
    public static InteractiveBrowserCredentialBuilder builder(SignInHost host) {
        return Library.builder(host.windowHandle().orElse(0));
    }

    /// A separate class, because a class that refers to the library cannot be loaded without it.
    private static final class Library {
        public static InteractiveBrowserCredentialBuilder builder(long window) {
            return new InteractiveBrowserBrokerCredentialBuilder().setWindowHandle(window);
        }
    }
}
