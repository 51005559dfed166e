package dev.blobdrop.core.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StorageTokenTest {
    private static final Duration LIFE = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean broken;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final StorageToken token = new StorageToken(this::ask, () -> {}, new Ticking());

    private final class Ticking extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private AccessToken ask() {
        int number = asked.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (broken) {
            throw new IllegalStateException("no token");
        }
        return new AccessToken("token-" + number, now.plus(LIFE).atOffset(ZoneOffset.UTC));
    }

    @Test
    void oneTokenServesUntilFiveMinutesBeforeItsEnd() {
        assertThat(token.value()).isEqualTo("token-1");
        now = now.plus(LIFE).minus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(token.value()).isEqualTo("token-1");
        now = now.plusMillis(1);
        assertThat(token.value()).isEqualTo("token-2");
    }

    @Test
    void othersGoOnWithTheOldOneWhileOneAsks() throws Exception {
        token.value();
        now = now.plus(LIFE).minus(Duration.ofMinutes(4));
        gate = new CountDownLatch(1);
        Thread asking = Thread.ofVirtual().start(token::value);
        while (asked.get() < 2) {
            Thread.sleep(1);
        }
        assertThat(token.value()).isEqualTo("token-1");
        gate.countDown();
        asking.join();
        assertThat(token.value()).isEqualTo("token-2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void tokenThatCannotBeRenewedServesToItsEnd() {
        token.value();
        broken = true;
        now = now.plus(LIFE).minus(Duration.ofMinutes(1));
        assertThat(token.value()).isEqualTo("token-1");
        assertThat(token.value()).isEqualTo("token-1");
        assertThat(asked).as("it is not asked for each request").hasValue(2);
        now = now.plus(Duration.ofSeconds(31));
        assertThatThrownBy(token::value).hasMessage("no token");
    }

    @Test
    void refusedTokenIsReplacedOnceForAll() {
        token.value();
        assertThat(token.replace("token-1")).isTrue();
        assertThat(token.replace("token-1")).isTrue();
        assertThat(token.value()).isEqualTo("token-2");
        assertThat(asked).hasValue(2);
    }

    /// Whoever keeps tokens gives the one that was refused until told to forget it.
    @Test
    void refusedTokenThatIsGivenAgainIsForgotten() {
        AtomicInteger signIns = new AtomicInteger(1);
        StorageToken kept = new StorageToken(
                () -> new AccessToken("token-" + signIns.get(), now.plus(LIFE).atOffset(ZoneOffset.UTC)),
                signIns::incrementAndGet,
                new Ticking());
        kept.value();

        assertThat(kept.replace("token-1")).isTrue();
        assertThat(kept.value()).isEqualTo("token-2");
        assertThat(kept.replace("token-1")).isTrue();
        assertThat(signIns).hasValue(2);
    }

    @Test
    void tokenThatStaysTheSameIsNoOtherOne() {
        StorageToken fixed = new StorageToken(
                () -> new AccessToken("token", now.plus(LIFE).atOffset(ZoneOffset.UTC)), () -> {}, new Ticking());
        fixed.value();

        assertThat(fixed.replace("token")).isFalse();
        assertThat(fixed.value()).isEqualTo("token");
    }
}
