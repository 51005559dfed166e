package dev.blobdrop.core.transfer.flow;

import java.util.concurrent.atomic.AtomicReference;

/// The first failure of several threads that work on the same file. Safe for use by many threads.
public final class FirstFailure {
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    /// Remembers a failure, unless there was one before.
    public void set(Throwable thrown) {
        first.compareAndSet(null, thrown);
    }

    /// Whether a thread has failed.
    public boolean isSet() {
        return first.get() != null;
    }

    /// Throws the failure, if there is one.
    public void rethrow() throws InterruptedException {
        switch (first.get()) {
            case null -> {}
            case InterruptedException interrupted -> throw interrupted;
            case Throwable other -> throw unchecked(other);
        }
    }

    /// What another thread has thrown, to be thrown again.
    ///
    /// @throws Error if it is one
    public static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException failed -> failed;
            case Error defect -> throw defect;
            case Throwable other -> new IllegalStateException(other);
        };
    }
}
