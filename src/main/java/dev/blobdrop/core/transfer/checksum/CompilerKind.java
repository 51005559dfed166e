package dev.blobdrop.core.transfer.checksum;

/// Which compilers of the Java virtual machine the launcher has enabled.
final class CompilerKind {
    private static final boolean QUICK_ONLY = "quick".equals(System.getProperty("blobdrop.compiler"));

    private CompilerKind() {}

    /// Whether only the quick compiler (C1) is enabled.
    static boolean isQuickOnly() {
        return QUICK_ONLY;
    }
}
