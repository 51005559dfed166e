package dev.blobdrop.core.transfer.checksum;

/// What the launcher has told about the Java virtual machine it started.
final class CompilerKind {
    private static final boolean QUICK_ONLY = "quick".equals(System.getProperty("blobdrop.compiler"));

    private CompilerKind() {}

    /// Whether it has the quick compiler alone, without the optimizing one.
    static boolean isQuickOnly() {
        return QUICK_ONLY;
    }
}
