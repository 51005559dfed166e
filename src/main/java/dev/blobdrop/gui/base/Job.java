package dev.blobdrop.gui.base;

/// Work in the background that nobody may want to wait for any more.
final class Job {
    private Thread thread;
    private boolean over;

    /// Does the work on the thread of the caller, unless it was given up before.
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

    /// Interrupts the work; what it was waiting for, a request or another program, is ended.
    synchronized void cancel() {
        if (!over && thread != null) {
            thread.interrupt();
        }
        over = true;
    }
}
