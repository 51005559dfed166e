package dev.blobdrop.core.transfer.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO);
    private static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final List<Problem> paused = new ArrayList<>();
    private final List<Duration> told = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    private static ProblemException busy() {
        return InMemoryBlobStore.refusal("ServerBusy");
    }

    /// In a time that passes by its pauses only.
    private Retry retry(Patience patience) {
        return new Retry(patience, cancelled, nanos::get, (end, pause) -> {
            pass(pause);
            return end.getCount() == 0;
        });
    }

    /// A request that knows which try it is, from 1.
    private static <T> Retry.Request<T> numbered(IntFunction<T> request) {
        AtomicInteger tries = new AtomicInteger();
        return () -> request.apply(tries.incrementAndGet());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void pausing(Problem problem, Duration pause) {
        assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
        paused.add(problem);
    }

    @Test
    void successAtOnceIsOneTry() throws InterruptedException {
        assertThat(retry(NONE).<Integer>call(numbered(attempt -> attempt), this::pausing))
                .isEqualTo(1);
        assertThat(paused).isEmpty();
    }

    @Test
    void transientErrorIsRetried() throws InterruptedException {
        int attempts = retry(SHORT)
                .call(
                        numbered(attempt -> {
                            if (attempt < 3) {
                                throw busy();
                            }
                            return attempt;
                        }),
                        this::pausing);
        assertThat(attempts).isEqualTo(3);
        assertThat(paused).extracting(Problem::code).containsExactly("ServerBusy", "ServerBusy");
    }

    @Test
    void permanentErrorIsNotRetried() {
        ProblemException refused = InMemoryBlobStore.refusal("BlobAlreadyExists");
        assertThatThrownBy(() -> retry(SHORT)
                        .call(
                                () -> {
                                    throw refused;
                                },
                                this::pausing))
                .isSameAs(refused);
        assertThat(paused).isEmpty();
    }

    @Test
    void patienceEndsAndTheProblemSaysHowLongItTook() {
        Patience one = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(9), Duration.ZERO, Duration.ZERO);
        Problem problem = Thrown.by(() -> retry(one)
                .call(
                        () -> {
                            throw busy();
                        },
                        this::pausing));
        assertThat(problem.code()).isEqualTo("ServerBusy");
        assertThat(problem.detail()).endsWith(" Tried for 1 s.");
    }

    @Test
    void afterASuccessTheOtherPatienceCounts() throws InterruptedException {
        Patience patience = new Patience(Duration.ofMinutes(9), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Retry retry = retry(patience);
        retry.call(() -> 1, this::pausing);
        Thrown.by(() -> retry.call(
                () -> {
                    throw busy();
                },
                this::pausing));
        assertThat(paused).isEmpty();
    }

    @Test
    void timeInWhichNothingWasAskedCostsNoPatience() throws InterruptedException {
        Patience patience = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO);
        Retry retry = retry(patience);
        pass(Duration.ofMillis(2100));
        assertThat(retry.<Integer>call(numbered(RetryTest::onceBusy), this::pausing))
                .isEqualTo(2);
        pass(Duration.ofMillis(2100));
        assertThat(retry.<Integer>call(numbered(RetryTest::onceBusy), this::pausing))
                .isEqualTo(2);
    }

    private static int onceBusy(int attempt) {
        if (attempt == 1) {
            throw busy();
        }
        return attempt;
    }

    @Test
    void cancelEndsAPauseAtOnce() {
        Duration hour = Duration.ofHours(1);
        Patience patience = new Patience(hour, hour, Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(() -> new Retry(patience, cancelled)
                        .call(
                                () -> {
                                    throw busy().retryAfter(Optional.of(Duration.ofMinutes(10)));
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
        Patience patience = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
        int attempts = retry(patience)
                .call(
                        numbered(attempt -> {
                            if (attempt == 1) {
                                throw InMemoryBlobStore.refusal("AuthorizationPermissionMismatch");
                            }
                            return attempt;
                        }),
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
                        numbered(attempt -> {
                            if (attempt == 1) {
                                throw busy().retryAfter(Optional.of(Duration.ofSeconds(1)));
                            }
                            return attempt;
                        }),
                        (problem, pause) -> pauses.add(pause));
        assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isGreaterThan(Duration.ofSeconds(1)));
    }

    /// Java keeps a failed look-up for ten seconds, and gives it again without the reason.
    @Test
    void resolverInTroubleIsWaitedForThoughItsReasonIsGivenOnce() throws InterruptedException {
        ProblemException first =
                Problem.of(Problem.Kind.TRANSIENT, "unknown-host", "t", "d").asException();
        ProblemException repeated =
                Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "t", "d").asException();
        int attempts = retry(SHORT)
                .call(
                        numbered(attempt -> {
                            if (attempt < 4) {
                                throw attempt == 1 ? first : repeated;
                            }
                            return attempt;
                        }),
                        this::pausing);
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    void nameThatStaysAwayIsNotCalledMistyped() {
        ProblemException first =
                Problem.of(Problem.Kind.TRANSIENT, "unknown-host", "t", "d").asException();
        ProblemException repeated = Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "No account", "d")
                .asException();
        Problem last = Thrown.by(() -> retry(SHORT)
                .call(
                        numbered(attempt -> {
                            throw attempt == 1 ? first : repeated;
                        }),
                        this::pausing));
        assertThat(last.kind()).isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(last.title()).isEqualTo("The storage account's name cannot be resolved");
    }

    @Test
    void nameThatVanishedIsWaitedForAndOneThatNeverWasIsNot() throws InterruptedException {
        ProblemException gone =
                Problem.of(Problem.Kind.NOT_FOUND, "unknown-host", "t", "d").asException();
        assertThatThrownBy(() -> retry(SHORT)
                        .call(
                                () -> {
                                    throw gone;
                                },
                                this::pausing))
                .isSameAs(gone);
        Retry running = retry(SHORT);
        running.call(() -> 1, this::pausing);
        int attempts = running.call(
                numbered(attempt -> {
                    if (attempt < 3) {
                        throw gone;
                    }
                    return attempt;
                }),
                this::pausing);
        assertThat(attempts).isEqualTo(3);
        assertThat(Thrown.by(() -> running.call(
                                () -> {
                                    throw gone;
                                },
                                this::pausing))
                        .kind())
                .isEqualTo(Problem.Kind.TRANSIENT);
        assertThat(running.isOutage()).isTrue();
    }

    @Test
    void oneRequestThatFailsWhileOthersSucceedEndsWithoutAnOutage() {
        Retry retry = retry(SHORT);
        Problem problem = Thrown.by(() -> retry.call(
                () -> {
                    pass(Duration.ofSeconds(2));
                    retry.call(() -> 1, this::pausing);
                    throw busy();
                },
                this::pausing));
        assertThat(problem.detail()).contains("Tried for 1");
        assertThat(retry.isOutage()).isFalse();
        assertThat(paused).hasSizeBetween(4, 8);
    }

    @Test
    void outageOfAMinuteIsOutlastedByTheUsualPatience() throws InterruptedException {
        Retry retry = retry(Patience.STANDARD);
        retry.call(() -> 1, this::pausing);
        int attempts = retry.call(
                numbered(attempt -> {
                    if (attempt < 5) {
                        pass(Duration.ofSeconds(15));
                        throw busy();
                    }
                    return attempt;
                }),
                this::pausing);
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void theFirstThatComesThroughEndsThePausesOfTheOthers() throws InterruptedException {
        assertThat(pausesWhileOthersComeThrough(lost()))
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(250)));
    }

    @Test
    void aServiceThatAnswersIsLeftInPeaceForTheWholePause() throws InterruptedException {
        assertThat(pausesWhileOthersComeThrough(busy())).containsExactlyElementsOf(told);
    }

    private static ProblemException lost() {
        return Problem.of(Problem.Kind.TRANSIENT, "connection-lost", "t", "d").asException();
    }

    /// How long each pause of a request took while another one came through in its midst.
    private List<Duration> pausesWhileOthersComeThrough(ProblemException trouble) throws InterruptedException {
        List<Duration> taken = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            Duration hour = Duration.ofHours(1);
            Patience patience = new Patience(hour, hour, Duration.ZERO, Duration.ZERO);
            Retry[] run = new Retry[1];
            run[0] = new Retry(patience, cancelled, nanos::get, (end, pause) -> {
                pass(pause);
                run[0].call(() -> 1, this::pausing);
                return false;
            });
            long[] failed = new long[1];
            run[0].call(
                    numbered(attempt -> {
                        if (attempt == 1) {
                            pass(Duration.ofNanos(1));
                            failed[0] = nanos.get();
                            throw trouble;
                        }
                        taken.add(Duration.ofNanos(nanos.get() - failed[0]));
                        return attempt;
                    }),
                    (problem, pause) -> told.add(pause));
        }
        return taken;
    }
}
