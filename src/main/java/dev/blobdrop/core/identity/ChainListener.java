package dev.blobdrop.core.identity;

/// Told what the chain does while it happens, on the thread that signs in.
@FunctionalInterface
public interface ChainListener {
    ChainListener NONE = link -> {};

    /// A link is asked now; it may take seconds.
    default void started(ChainTrace.Link link) {}

    /// A link was asked and has answered.
    void finished(ChainTrace.Link link);
}
