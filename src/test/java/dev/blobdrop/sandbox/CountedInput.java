package dev.blobdrop.sandbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is read from a request's body, and can spoil it.
final class CountedInput extends FilterInputStream {
    private final AtomicLong count = new AtomicLong();

    private volatile Duration pause = Duration.ZERO;
    private volatile boolean damaged;

    CountedInput(InputStream input) {
        super(input);
    }

    long count() {
        return count.get();
    }

    /// Gives a few bytes at a time, with that pause before each, for the first kilobyte.
    void slowly(Duration time) {
        pause = time;
    }

    /// Changes one bit of the first byte.
    void damage() {
        damaged = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        boolean slow = pause.isPositive() && count.get() < 1024;
        if (slow) {
            rest();
        }
        int read = super.read(buffer, offset, slow ? Math.min(length, 100) : length);
        if (read > 0) {
            if (damaged && count.get() == 0) {
                buffer[offset] ^= 1;
            }
            count.addAndGet(read);
        }
        return read;
    }

    private void rest() throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
