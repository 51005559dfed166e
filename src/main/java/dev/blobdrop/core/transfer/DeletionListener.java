package dev.blobdrop.core.transfer;

/// Is told what happens to each blob, on the engine's threads, several at once; must not throw, and
/// must return quickly.
@FunctionalInterface
public interface DeletionListener {
    DeletionListener NONE = event -> {};

    void on(DeletionEvent event);
}
