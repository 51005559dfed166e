package dev.blobdrop.sandbox;

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

    /// Whether this machine has an address that is none on the internet.
    public static boolean hasPrivateAddress() {
        return Ports.privateAddress().isPresent();
    }
}
