package dev.blobdrop.core.identity;

/// Reports what the chain does, on the thread that signs in.
@FunctionalInterface
public interface ChainListener {
    ChainListener NONE = link -> {};

    /// A credential is about to be tried; it may take seconds.
    default void started(ChainTrace.Link link) {}

    /// A credential was tried and has answered.
    void finished(ChainTrace.Link link);
}
