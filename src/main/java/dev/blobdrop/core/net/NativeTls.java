package dev.blobdrop.core.net;

import io.netty.handler.ssl.OpenSsl;

/// Whether Netty's native library does TLS. Java's own TLS works too, but is fast only with Java's
/// C2 compiler.
public final class NativeTls {
    /// The launcher's name for a virtual machine with only the C1 compiler.
    private static final String QUICK_COMPILER = "quick";

    private NativeTls() {}

    /// Whether connections will be about ten times slower than necessary, because the native
    /// library cannot be loaded although the launcher relies on it. Loads the library.
    public static boolean isMissedBadly() {
        return QUICK_COMPILER.equals(System.getProperty("blobdrop.compiler")) && !OpenSsl.isAvailable();
    }
}
