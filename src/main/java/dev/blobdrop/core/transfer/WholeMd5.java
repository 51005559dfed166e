package dev.blobdrop.core.transfer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// The MD5 of a large file, taken by a thread of its own beside those that send the file: it can
/// only be taken from the beginning to the end, by one thread.
final class WholeMd5 {
    private final CompletableFuture<byte[]> sum = new CompletableFuture<>();

    private WholeMd5() {}

    static WholeMd5 begin(SourceFile source, Executor threads) {
        WholeMd5 md5 = new WholeMd5();
        try {
            threads.execute(() -> md5.take(source));
        } catch (RejectedExecutionException e) {
            throw new CancellationException();
        }
        return md5;
    }

    private void take(SourceFile source) {
        try {
            sum.complete(source.md5(sum::isDone));
        } catch (RuntimeException | Error e) {
            sum.completeExceptionally(e);
        }
    }

    /// Waits for it.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when the file cannot be read
    byte[] await() throws InterruptedException {
        try {
            return sum.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failed -> throw failed;
                case Error defect -> throw defect;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /// Nobody waits for it any more.
    void stop() {
        sum.complete(new byte[0]);
    }
}
