package dev.blobdrop.core.identity;

import java.util.Locale;
import java.util.Optional;

/// Whether the library of the Windows broker is present and can work.
public final class BrokerLibrary {
    private static final String LIBRARY = "com.azure.identity.broker.InteractiveBrowserBrokerCredentialBuilder";

    private BrokerLibrary() {}

    /// Why the broker cannot work here; empty if it can.
    public static Optional<String> obstacle() {
        return obstacle(System.getProperty("os.name"), isPresent());
    }

    /// Why the broker cannot work; empty if it can.
    ///
    /// @param system the value of the property `os.name`
    public static Optional<String> obstacle(String system, boolean present) {
        if (!system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return Optional.of("It is only available on Windows, not on " + system + ".");
        }
        return present ? Optional.empty() : Optional.of("This package does not include the broker library.");
    }

    private static boolean isPresent() {
        try {
            Class.forName(LIBRARY, false, BrokerLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
