package dev.blobdrop.core.identity.link;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs work on its own daemon thread, so that the caller can stop waiting at any time.
final class OwnThread<T> {
    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(1);

    private final FutureTask<T> answer;
    private final Thread thread;

    private OwnThread(String name, Callable<T> work) {
        this.answer = new FutureTask<>(work);
        this.thread = Thread.ofPlatform().daemon().name("sign-in-" + name).start(answer);
    }

    static <T> OwnThread<T> start(String name, Callable<T> work) {
        return new OwnThread<>(name, work);
    }

    /// Waits for the answer and interrupts the work if it is not there in time.
    T within(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return poll(limit);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join(CLEANUP_LIMIT);
            throw e;
        }
    }

    /// Waits for the answer and lets the work go on if it is not there in time.
    T poll(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void interrupt() {
        thread.interrupt();
    }

    /// The exception of the work, to rethrow.
    static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    static RuntimeException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The sign-in was cancelled", e);
    }
}
