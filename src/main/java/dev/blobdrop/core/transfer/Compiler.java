package dev.blobdrop.core.transfer;

/// What the launcher has told about the Java virtual machine it started.
final class Compiler {
    private static final boolean QUICK_ONLY =
            "quick".equals(System.getProperty("blobdrop.compiler"));

    private Compiler() {}

    /// Whether it has the quick compiler alone, without the optimizing one.
    static boolean isQuickOnly() {
        return QUICK_ONLY;
    }
}
