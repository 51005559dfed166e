package dev.blobdrop.core.transfer.checksum;

/// Which compilers of the Java virtual machine the launcher has enabled.
final class CompilerKind {
    private static final boolean C1_ONLY = "quick".equals(System.getProperty("blobdrop.compiler"));

    private CompilerKind() {}

    /// Whether only the C1 compiler is enabled.
    static boolean isC1Only() {
        return C1_ONLY;
    }
}
