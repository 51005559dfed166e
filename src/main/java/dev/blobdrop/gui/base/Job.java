package dev.blobdrop.gui.base;

/// Background work that can be cancelled.
final class Job {
    private Thread thread;
    private boolean over;

    /// Runs the work on the calling thread, unless it was cancelled before.
    void run(Runnable work) {
        synchronized (this) {
            if (over) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                over = true;
            }
        }
    }

    /// Interrupts the work, including a request or program that it waits for.
    synchronized void cancel() {
        if (!over && thread != null) {
            thread.interrupt();
        }
        over = true;
    }
}
