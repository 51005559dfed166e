package dev.blobdrop.core.transfer;

/// Is told what happens to each file, on the engine's threads, several at once; must not throw, and
/// must return quickly.
@FunctionalInterface
public interface UploadListener {
    UploadListener NONE = event -> {};

    void on(UploadEvent event);
}
