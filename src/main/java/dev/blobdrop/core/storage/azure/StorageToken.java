package dev.blobdrop.core.storage.azure;

import com.azure.core.credential.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The token for requests. Before it expires, one thread gets a new one while the others keep using
/// it. Safe for use by many threads.
final class StorageToken {
    /// A credential renews a token only when less than this is left, so asking earlier is useless.
    private static final Duration RENEWED = Duration.ofMinutes(5);

    /// A token with less than this left is no longer sent.
    private static final Duration USABLE = Duration.ofSeconds(30);

    /// The pause between attempts when a credential could not renew a token.
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final Supplier<AccessToken> source;
    private final Runnable forget;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Known known = new Known("", 0, 0);

    /// @param askAgain when to get a new one, in milliseconds since 1970
    /// @param end when it must no longer be used, in milliseconds since 1970
    private record Known(String token, long askAgain, long end) {}

    /// @param source returns a token that is valid by its own clock, perhaps the same one
    /// @param forget makes the source return a new one, if it can
    StorageToken(Supplier<AccessToken> source, Runnable forget, Clock clock) {
        this.source = source;
        this.forget = forget;
        this.clock = clock;
    }

    /// A token that is valid now.
    ///
    /// @throws RuntimeException the credential's, when there is none
    String value() {
        Known now = known;
        long millis = clock.millis();
        if (millis < now.askAgain) {
            return now.token;
        }
        if (millis >= now.end) {
            lock.lock();
        } else if (!lock.tryLock()) {
            return now.token;
        }
        try {
            if (clock.millis() >= known.askAgain) {
                ask();
            }
            return known.token;
        } finally {
            lock.unlock();
        }
    }

    private void ask() {
        try {
            AccessToken token = source.get();
            long end = token.getExpiresAt().toInstant().toEpochMilli();
            known = new Known(
                    token.getToken(),
                    Math.max(end - RENEWED.toMillis(), clock.millis() + RETRY_PAUSE.toMillis()),
                    end - USABLE.toMillis());
        } catch (RuntimeException e) {
            if (clock.millis() >= known.end) {
                throw e;
            }
            known = new Known(known.token, clock.millis() + RETRY_PAUSE.toMillis(), known.end);
        }
    }

    /// Gets a new token, because the service refused this one. If the credential returns the same
    /// one, it is told to drop it.
    ///
    /// @return whether there is a new one
    boolean replace(String refused) {
        lock.lock();
        try {
            if (known.token.equals(refused)) {
                known = new Known("", 0, 0);
                ask();
            }
            if (known.token.equals(refused)) {
                forget.run();
                known = new Known("", 0, 0);
                ask();
            }
            return !known.token.equals(refused);
        } finally {
            lock.unlock();
        }
    }
}
