package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.flow.Patience;
import java.time.Duration;
import java.util.Optional;

/// Shows what the command waits for and how much time is left: on a terminal in one line that is
/// redrawn every second, elsewhere in a line about every 15 s, and as an event in the JSON form.
///
/// The time starts when this object is created, at the start of the run. Safe for use by many
/// threads.
public final class CountDown implements AutoCloseable {
    private static final Duration NOTE_INTERVAL = Duration.ofSeconds(15);

    /// If the last refusal is older than this, a request has succeeded and nothing is awaited.
    private static final Duration REFUSAL_LIFETIME = Duration.ofSeconds(8);

    private static final Duration REDRAW = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Output output;
    private final Patience patience;
    private final long start = System.nanoTime();
    private Optional<Problem> awaited = Optional.empty();
    private long refusedAt;
    private long printedAt;
    private boolean drawing;

    /// @param patience how long to wait for a new federated credential and a new role assignment
    public CountDown(Output output, Patience patience) {
        this.output = output;
        this.patience = patience;
    }

    /// The message for a problem that may pass.
    public static String retrying(Problem problem, Duration pause) {
        return problem.title() + "; retrying in " + Amounts.time(pause);
    }

    /// How much longer to wait this refusal out; zero if not, or no longer.
    public Duration left(Problem refusal) {
        Duration left = patience.forPropagation(refusal).minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Call at each refusal that is waited out.
    public synchronized void waiting(Problem refusal) {
        boolean same = awaited.map(Problem::code).filter(refusal.code()::equals).isPresent();
        long now = System.nanoTime();
        awaited = Optional.of(refusal);
        refusedAt = now;
        if (output.drawsProgress()) {
            draw();
        } else if (!same || now - printedAt >= NOTE_INTERVAL.toNanos()) {
            printedAt = now;
            output.note(text(refusal));
            output.event(Json.event("waiting")
                    .with("for", isIdentity(refusal) ? "identity" : "access")
                    .with("code", refusal.code())
                    .with("leftMillis", left(refusal)));
        }
    }

    /// Sleeps up to 3 s if this refusal is to be waited out.
    ///
    /// @return whether to try again
    public boolean waited(Problem refusal) throws InterruptedException {
        Duration left = left(refusal);
        if (!left.isPositive()) {
            return false;
        }
        waiting(refusal);
        Thread.sleep(left.compareTo(PAUSE) < 0 ? left : PAUSE);
        return true;
    }

    /// The line to draw while something is awaited.
    public synchronized Optional<String> line() {
        boolean fresh = System.nanoTime() - refusedAt < REFUSAL_LIFETIME.toNanos();
        return awaited.filter(refusal -> fresh).map(this::text);
    }

    /// Ends the wait and says so: a request has succeeded.
    public synchronized void answered() {
        boolean waited = awaited.isPresent();
        String what = awaited.filter(CountDown::isIdentity).isPresent() ? "identity" : "access";
        close();
        if (waited) {
            output.note(
                    (what.equals("identity") ? "The federated credential works now" : "The role assignment works now")
                            + ", after "
                            + seconds(Duration.ofNanos(System.nanoTime() - start))
                            + ".");
        }
    }

    @Override
    public synchronized void close() {
        awaited = Optional.empty();
        if (drawing) {
            output.progress("");
        }
    }

    private String text(Problem refusal) {
        return (isIdentity(refusal)
                        ? "Waiting for the federated credential to work ("
                        : "Waiting for the role assignment to work (")
                + refusal.code()
                + "): "
                + seconds(left(refusal))
                + " left";
    }

    private static boolean isIdentity(Problem refusal) {
        return refusal.kind() == Problem.Kind.IDENTITY_REFUSED;
    }

    /// A time, as `12 s` or `1 min 5 s`.
    private static String seconds(Duration time) {
        return (time.toMinutes() > 0 ? time.toMinutes() + " min " : "") + time.toSecondsPart() + " s";
    }

    private void draw() {
        output.progress(text(awaited.orElseThrow()));
        if (!drawing) {
            drawing = true;
            Thread.ofVirtual().name("count-down").start(this::redraw);
        }
    }

    private void redraw() {
        try {
            while (redrawOnce()) {
                Thread.sleep(REDRAW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean redrawOnce() {
        Optional<String> line = line();
        line.ifPresent(output::progress);
        drawing = line.isPresent();
        return drawing;
    }
}
