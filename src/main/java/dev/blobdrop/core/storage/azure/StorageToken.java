package dev.blobdrop.core.storage.azure;

import com.azure.core.credential.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The token of the requests under way. Near its end one thread asks for another one, while all
/// others go on with what there is. Safe for use by many threads.
final class StorageToken {
    /// A credential renews a token when less than that is left of it; asking sooner is of no use.
    private static final Duration RENEWED = Duration.ofMinutes(5);

    /// A token with less than that is not sent any more.
    private static final Duration USABLE = Duration.ofSeconds(30);

    /// How often a credential is asked that could not renew a token.
    private static final Duration REST = Duration.ofSeconds(1);

    private final Supplier<AccessToken> source;
    private final Runnable forget;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Known known = new Known("", 0, 0);

    /// @param askAgain from when on another one is asked for, in milliseconds
    /// @param end from when on it is not used any more
    private record Known(String token, long askAgain, long end) {}

    /// @param source gives a token that is still good by its own clock, the same one or another
    /// @param forget makes the source give another one, if it can
    StorageToken(Supplier<AccessToken> source, Runnable forget, Clock clock) {
        this.source = source;
        this.forget = forget;
        this.clock = clock;
    }

    /// A token that is good now.
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
                    Math.max(end - RENEWED.toMillis(), clock.millis() + REST.toMillis()),
                    end - USABLE.toMillis());
        } catch (RuntimeException e) {
            if (clock.millis() >= known.end) {
                throw e;
            }
            known = new Known(known.token, clock.millis() + REST.toMillis(), known.end);
        }
    }

    /// Asks the credential again, because the service did not take this one. If it gives the same,
    /// it is told to forget it.
    ///
    /// @return whether there is another one now
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
