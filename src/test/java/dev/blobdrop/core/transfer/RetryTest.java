package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.InMemoryBlobStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class RetryTest {
    private static final Patience SHORT =
            new Patience(
                    Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO);
    private static final Patience NONE =
            new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final List<Problem> paused = new ArrayList<>();

    private static ProblemException busy() {
        return InMemoryBlobStore.refusal("ServerBusy");
    }

    private Retry retry(Patience patience) {
        return new Retry(patience, cancelled);
    }

    private void pausing(Problem problem, Duration pause) {
        assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
        paused.add(problem);
    }

    @Test
    void successAtOnceIsOneTry() throws InterruptedException {
        assertThat(retry(NONE).<Integer>call(attempt -> attempt, this::pausing)).isEqualTo(1);
        assertThat(paused).isEmpty();
    }

    @Test
    void passingTroubleIsTriedAgain() throws InterruptedException {
        int attempts =
                retry(SHORT)
                        .call(
                                attempt -> {
                                    if (attempt < 3) {
                                        throw busy();
                                    }
                                    return attempt;
                                },
                                this::pausing);
        assertThat(attempts).isEqualTo(3);
        assertThat(paused).extracting(Problem::code).containsExactly("ServerBusy", "ServerBusy");
    }

    @Test
    void finalTroubleIsNotTriedAgain() {
        ProblemException refused = InMemoryBlobStore.refusal("BlobAlreadyExists");
        assertThatThrownBy(
                        () ->
                                retry(SHORT)
                                        .call(
                                                attempt -> {
                                                    throw refused;
                                                },
                                                this::pausing))
                .isSameAs(refused);
        assertThat(paused).isEmpty();
    }

    @Test
    void patienceEndsAndTheProblemSaysHowLongItTook() {
        Patience one =
                new Patience(
                        Duration.ofSeconds(1), Duration.ofMinutes(9), Duration.ZERO, Duration.ZERO);
        Problem problem =
                Thrown.by(
                        () ->
                                retry(one)
                                        .call(
                                                attempt -> {
                                                    throw busy();
                                                },
                                                this::pausing));
        assertThat(problem.code()).isEqualTo("ServerBusy");
        assertThat(problem.detail()).matches(".* Tried for [12] s\\.");
    }

    @Test
    void afterASuccessTheOtherPatienceCounts() throws InterruptedException {
        Patience patience =
                new Patience(Duration.ofMinutes(9), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Retry retry = retry(patience);
        retry.call(attempt -> attempt, this::pausing);
        Thrown.by(
                () ->
                        retry.call(
                                attempt -> {
                                    throw busy();
                                },
                                this::pausing));
        assertThat(paused).isEmpty();
    }

    @Test
    void timeInWhichNothingWasAskedCostsNoPatience() throws InterruptedException {
        Patience patience =
                new Patience(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO);
        Retry retry = retry(patience);
        Thread.sleep(2100);
        assertThat(retry.<Integer>call(attempt -> onceBusy(attempt), this::pausing)).isEqualTo(2);
        Thread.sleep(2100);
        assertThat(retry.<Integer>call(attempt -> onceBusy(attempt), this::pausing)).isEqualTo(2);
    }

    private static int onceBusy(int attempt) {
        if (attempt == 1) {
            throw busy();
        }
        return attempt;
    }

    @Test
    void cancelEndsAPauseAtOnce() {
        Patience patience =
                new Patience(
                        Duration.ofMinutes(9), Duration.ofMinutes(9), Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(
                        () ->
                                retry(patience)
                                        .call(
                                                attempt -> {
                                                    throw busy();
                                                },
                                                (problem, pause) -> cancelled.countDown()))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void newRoleAndNewFederatedCredentialAreWaitedForWhenWanted() {
        Duration wait = Duration.ofMinutes(1);
        Patience patience = new Patience(Duration.ZERO, Duration.ZERO, wait, wait.plusSeconds(1));
        assertThat(patience.forPropagation(problem("AuthorizationPermissionMismatch")))
                .isEqualTo(wait.plusSeconds(1));
        assertThat(patience.forPropagation(problem("AADSTS700213"))).isEqualTo(wait);
        assertThat(patience.forPropagation(problem("AADSTS70021"))).isEqualTo(wait);
        assertThat(patience.forPropagation(problem("AADSTS700016"))).isZero();
        assertThat(patience.forPropagation(problem("AuthorizationFailure"))).isZero();
        assertThat(Patience.STANDARD.forPropagation(problem("AADSTS70021"))).isZero();
    }

    @Test
    void refusalThatIsWaitedForIsTriedAgain() throws InterruptedException {
        Patience patience =
                new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
        int attempts =
                retry(patience)
                        .call(
                                attempt -> {
                                    if (attempt == 1) {
                                        throw InMemoryBlobStore.refusal(
                                                "AuthorizationPermissionMismatch");
                                    }
                                    return attempt;
                                },
                                this::pausing);
        assertThat(attempts).isEqualTo(2);
    }

    private static Problem problem(String code) {
        return InMemoryBlobStore.refusal(code).problem();
    }

    @Test
    void pauseIsNeverShorterThanTheServiceAsksFor() throws InterruptedException {
        List<Duration> pauses = new ArrayList<>();
        retry(SHORT)
                .call(
                        attempt -> {
                            if (attempt == 1) {
                                throw busy().retryAfter(Optional.of(Duration.ofSeconds(1)));
                            }
                            return attempt;
                        },
                        (problem, pause) -> pauses.add(pause));
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isGreaterThan(Duration.ofSeconds(1)));
    }

    /// Java keeps a failed look-up for ten seconds, and gives it again without the reason.
    @Test
    void resolverInTroubleIsWaitedForThoughItsReasonIsGivenOnce() throws InterruptedException {
        ProblemException first =
                Problem.of(Problem.Kind.TRANSIENT, "unknown-host", "t", "d").asException();
        ProblemException repeated =
                Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "t", "d").asException();
        int attempts =
                retry(SHORT)
                        .call(
                                attempt -> {
                                    if (attempt < 4) {
                                        throw attempt == 1 ? first : repeated;
                                    }
                                    return attempt;
                                },
                                this::pausing);
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    void nameThatStaysAwayIsNotCalledMistyped() {
        ProblemException first =
                Problem.of(Problem.Kind.TRANSIENT, "unknown-host", "t", "d").asException();
        ProblemException repeated =
                Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "No account", "d").asException();
        Problem last =
                Thrown.by(
                        () ->
                                retry(SHORT)
                                        .call(
                                                attempt -> {
                                                    throw attempt == 1 ? first : repeated;
                                                },
                                                this::pausing));
        assertThat(last.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(last.title()).isEqualTo("The storage account's name cannot be resolved");
    }

    @Test
    void nameThatVanishedIsWaitedForAndOneThatNeverWasIsNot() throws InterruptedException {
        ProblemException gone =
                Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "t", "d").asException();
        assertThatThrownBy(
                        () ->
                                retry(SHORT)
                                        .call(
                                                attempt -> {
                                                    throw gone;
                                                },
                                                this::pausing))
                .isSameAs(gone);
        Retry running = retry(SHORT);
        running.call(attempt -> attempt, this::pausing);
        int attempts =
                running.call(
                        attempt -> {
                            if (attempt < 3) {
                                throw gone;
                            }
                            return attempt;
                        },
                        this::pausing);
        assertThat(attempts).isEqualTo(3);
        assertThat(
                        Thrown.by(
                                        () ->
                                                running.call(
                                                        attempt -> {
                                                            throw gone;
                                                        },
                                                        this::pausing))
                                .kind())
                .isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(running.isOutage()).isTrue();
    }

    @Test
    void oneRequestThatFailsWhileOthersSucceedEndsWithoutAnOutage() {
        AtomicLong nanos = new AtomicLong();
        Retry retry = new Retry(SHORT, cancelled, nanos::get);
        Problem problem =
                Thrown.by(
                        () ->
                                retry.call(
                                        attempt -> {
                                            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
                                            retry.call(other -> other, this::pausing);
                                            throw busy();
                                        },
                                        this::pausing));
        assertThat(problem.detail()).contains("Tried for 1");
        assertThat(retry.isOutage()).isFalse();
        assertThat(paused).hasSizeBetween(4, 8);
    }

    @Test
    void outageOfAMinuteIsOutlastedByTheUsualPatience() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        Retry retry = new Retry(Patience.STANDARD, cancelled, nanos::get);
        retry.call(attempt -> attempt, this::pausing);
        int attempts =
                retry.call(
                        attempt -> {
                            if (attempt < 5) {
                                nanos.addAndGet(Duration.ofSeconds(15).toNanos());
                                throw busy();
                            }
                            return attempt;
                        },
                        this::pausing);
        assertThat(attempts).isEqualTo(5);
    }
}
