package dev.blobdrop.core.identity;

import com.azure.identity.InteractiveBrowserCredentialBuilder;
import com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder;

import java.util.Locale;

/// Sign-in through the Windows broker. Its library is on the class path on Windows only: elsewhere
/// its mere presence makes the default chain stop before the Azure CLI is asked.
final class BrokerSignIn {
    private static final String LIBRARY =
            "com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder";

    private BrokerSignIn() {}

    static boolean isPossible() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") && isPresent();
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
