package dev.blobdrop.core.transfer;

/// Gets what happens to each file or blob of a run, on the engine's threads, several at once; must
/// not throw, and must return quickly.
///
/// @param <E> what can happen
@FunctionalInterface
public interface RunListener<E> {
    /// Called once for each event.
    void on(E event);
}
