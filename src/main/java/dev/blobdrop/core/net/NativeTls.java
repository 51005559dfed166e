package dev.blobdrop.core.net;

import io.netty.handler.ssl.OpenSsl;

/// Whether TLS is done by Netty's native library. Java's own TLS does the same work and is quick
/// only with Java's optimizing compiler.
public final class NativeTls {
    /// What the launcher calls the virtual machine that has the quick compiler only.
    private static final String QUICK_COMPILER = "quick";

    private NativeTls() {}

    /// True when connections will be some ten times slower than they need be: the native library
    /// cannot be loaded, against the launcher's expectation. Loads the library.
    public static boolean isMissedBadly() {
        return QUICK_COMPILER.equals(System.getProperty("blobdrop.compiler")) && !OpenSsl.isAvailable();
    }
}
