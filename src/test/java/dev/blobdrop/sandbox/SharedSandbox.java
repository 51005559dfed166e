package dev.blobdrop.sandbox;

import java.net.InetAddress;
import java.util.Optional;

/// One sandbox for all tests of a JVM, started at the first call and closed when the JVM ends.
///
/// A test class calls `reset()` on it before each test.
public final class SharedSandbox {
    private SharedSandbox() {}

    public static Sandbox get() {
        return Holder.SANDBOX;
    }

    private static final class Holder {
        private static final Sandbox SANDBOX = Sandbox.start();
    }

    /// An address of this machine that others in its network reach, if it has one.
    public static Optional<InetAddress> privateAddress() {
        return Ports.privateAddress();
    }

    /// Whether this machine has an address that is none on the internet.
    public static boolean hasPrivateAddress() {
        return Ports.privateAddress().isPresent();
    }
}
