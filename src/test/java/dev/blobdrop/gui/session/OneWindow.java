package dev.blobdrop.gui.session;

import dev.blobdrop.gui.base.UiThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// A window's thread without a window: work runs on threads of its own, and what came of it returns
/// to this one.
public final class OneWindow implements AutoCloseable {
    private final ExecutorService window = Executors.newSingleThreadExecutor();
    private volatile Thread thread;

    public OneWindow() {
        window.execute(() -> thread = Thread.currentThread());
    }

    public UiThreads threads() {
        return new UiThreads(
                task -> Thread.ofVirtual().start(task), this::later, () -> Thread.currentThread() == thread);
    }

    /// Results that arrive after the end of a test are dropped, as with a closed window.
    private void later(Runnable task) {
        try {
            window.execute(task);
        } catch (RejectedExecutionException e) {
            assert window.isShutdown();
        }
    }

    public <T> T on(Callable<T> task) {
        try {
            return window.submit(task).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(Runnable task) {
        on(Executors.callable(task));
    }

    @Override
    public void close() {
        window.shutdownNow();
    }
}
