package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Speed;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.session.SessionModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One drop: it waits until account and sign-in are there, starts by itself, asks where names are
/// taken, and says in the end where its files are or why not.
public final class TransferRow extends ShownRow {
    private final SessionModel session;
    private final Speed figures = new Speed();
    private final DropResults results;
    private final DropRuns runs;
    private final DropEstimate plan;
    private final RowQuestions questions;
    private boolean paused;
    private boolean cancelling;
    private boolean interrupted;
    private Optional<NewContainer> creating = Optional.empty();
    private Optional<Problem> stoppedBy = Optional.empty();

    /// @param number orders the rows by age; the newest has the highest
    public TransferRow(SessionModel session, Drop drop, long number) {
        this(session, drop, number, new DropResults());
    }

    private TransferRow(SessionModel session, Drop drop, long number, DropResults results) {
        super(drop, number, results);
        this.session = session;
        this.results = results;
        this.runs = new DropRuns(session, results, this::fail);
        this.plan = new DropEstimate(session);
        this.questions = new RowQuestions(results, runs);
    }

    /// A row of an earlier session that had not ended.
    public static TransferRow interrupted(SessionModel session, Drop drop, long number) {
        TransferRow row = new TransferRow(session, drop, number);
        row.interrupted = true;
        row.paused = true;
        row.enter(RowStage.PAUSED, Texts.of("transfers.interrupted"));
        row.offer();
        return row;
    }

    /// A row of an earlier session that had ended.
    public static TransferRow ended(SessionModel session, Drop drop, long number, RowStage stage, String message) {
        TransferRow row = new TransferRow(session, drop, number);
        row.end(stage, message, Optional.empty());
        return row;
    }

    /// The files one by one, at most [DropResults#MOST_LINES].
    public List<FileLine> lines() {
        return results.lines(RowWords.active(runs.now().active()));
    }

    /// How many files there are that [#lines] does not show.
    public long moreLines() {
        return Math.max(0, totals().found() - lines().size());
    }

    /// The command that does the same without a window.
    ///
    /// @param bandwidth bytes a second at most; 0 is no limit
    public String command(long bandwidth) {
        return HeadlessCommand.of(drop(), bandwidth);
    }

    /// Whether closing the window would end something.
    public boolean isAtWork() {
        return active().get() && !interrupted;
    }

    public Optional<RetryItem> openQuestion() {
        return active().get() && creating.isEmpty() ? questions.open() : Optional.empty();
    }

    public long openQuestions() {
        return questions.number();
    }

    public boolean isOpen(RetryItem part) {
        return openQuestion().filter(part::equals).isPresent();
    }

    // ---- Commands ----

    /// Takes up an answer at once.
    ///
    /// @param there the blob that has the name; nothing else is replaced
    /// @param rest whether it is the answer to all further questions too
    public void answer(RetryItem part, BlobProperties there, Answer answer, boolean rest) {
        questions.answer(drop(), part, there, answer, rest);
    }

    public void tryAgain(RetryItem part) {
        questions.tryAgain(drop(), part);
    }

    public void start() {
        plan.confirm();
    }

    public void pause() {
        if (actions().get().contains(RowAction.PAUSE)) {
            paused = true;
            runs.pause(true);
        }
    }

    /// Goes on; what an earlier session has begun, it looks for on the service first.
    public void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        if (interrupted) {
            plan.confirm();
        }
        runs.pause(false);
        figures.restart();
        enter(RowStage.WAITING, "");
    }

    /// Ends a waiting row at once; a running one as soon as its requests under way have ended.
    public void cancel() {
        if (!active().get()) {
            return;
        }
        plan.cancel();
        stopCreating();
        if (runs.isEmpty() || !runs.now().running()) {
            end(RowStage.CANCELLED, RowWords.sums(totals()), Optional.empty());
        } else {
            cancelling = true;
            runs.cancel();
            say(Texts.of("transfers.cancelling"));
        }
    }

    /// Stops the requests without changing what the row says, because the window is closing.
    public void abandon() {
        plan.cancel();
        stopCreating();
        runs.cancel();
    }

    private void stopCreating() {
        creating.ifPresent(NewContainer::cancel);
        creating = Optional.empty();
    }

    /// Tries the failed files again, or everything when the whole drop was stopped; what is there
    /// already is not sent again.
    public void retry() {
        if (!isRetryable()) {
            return;
        }
        followAccount();
        boolean some = stoppedBy.isEmpty() && stage() == RowStage.FAILED && !runs.isEmpty();
        reopen();
        if (some) {
            runs.begin(drop(), drop().policy(), results.takeFailures());
        } else if (drop().place().isPresent() && !runs.isEmpty()) {
            runs.beginAll(drop(), true);
        } else {
            plan.confirm();
            interrupted = true;
        }
    }

    /// A mistyped account is mended in the account field: a drop of which nothing arrived, because
    /// nobody answered there, goes to the account that stands there now.
    private void followAccount() {
        boolean unreachable = stoppedBy.filter(TransferRow::isUnreachable).isPresent();
        if (unreachable && results.sums().uploaded() == 0) {
            session.account().get().ifPresent(now -> goTo(new Drop.Place(now, place().container())));
        }
    }

    private static boolean isUnreachable(Problem problem) {
        return problem.kind() == Problem.Kind.TRANSIENT || problem.code().equals("unknown-host");
    }

    /// Creates the container that is missing and goes on. Until then the row waits.
    public void createContainer() {
        if (!isContainerMissing()) {
            return;
        }
        NewContainer container = new NewContainer(place());
        String text = Texts.of("transfers.creating", place().container());
        reopen();
        creating = Optional.of(container);
        say(text);
        offer();
        container.create(
                session,
                problem -> say(text + " · " + Texts.of("transfers.retrying", problem.title())),
                () -> {
                    creating = Optional.empty();
                    runs.beginAll(drop(), true);
                },
                problem -> {
                    creating = Optional.empty();
                    fail(problem);
                });
    }

    private boolean isRetryable() {
        return (stage() == RowStage.FAILED || stage() == RowStage.CANCELLED) && isRepeatable();
    }

    private boolean isContainerMissing() {
        return stage() == RowStage.FAILED
                && stoppedBy.filter(p -> p.code().equals("ContainerNotFound")).isPresent();
    }

    private void reopen() {
        figures.restart();
        stoppedBy = Optional.empty();
        cancelling = false;
        paused = false;
        runs.pause(false);
        reopened();
        enter(RowStage.WAITING, "");
    }

    /// Starts what can start, and shows how far it is.
    public void refresh(long nanos) {
        if (!active().get() || interrupted && paused || creating.isPresent()) {
            return;
        }
        if (runs.isEmpty()) {
            prepare();
        } else {
            if (!cancelling) {
                questions.takeUp(drop());
            }
            show(plan.over(runs.now()), nanos);
        }
        offer();
    }

    private void prepare() {
        plan.begin(drop().sources());
        counts(plan.counts());
        Optional<String> missing = drop().place().isEmpty() ? session.missing() : session.signInMissing();
        if (paused) {
            enter(RowStage.PAUSED, Texts.of("transfers.paused"));
        } else if (plan.isQuestion()) {
            enter(
                    RowStage.WAITING,
                    Texts.of("transfers.state.ready"),
                    plan.words(drop().place().map(p -> drop().target()).orElse("")));
        } else if (missing.isPresent()) {
            enter(RowStage.WAITING, missing.get(), "");
        } else if (plan.isCounting()) {
            enter(RowStage.SCANNING, plan.counts());
        } else {
            begin();
        }
    }

    private void begin() {
        if (drop().place().isEmpty()) {
            goTo(new Drop.Place(
                    session.account().get().orElseThrow(),
                    session.container().get().orElseThrow()));
        }
        begun();
        enter(RowStage.RUNNING, "");
        boolean again = interrupted;
        interrupted = false;
        runs.beginAll(drop(), again);
    }

    private void show(DropRuns.Moment now, long nanos) {
        show(now);
        if (now.running()) {
            running(now, nanos);
        } else {
            settle(RowEnd.of(now, totals(), results, drop()));
        }
    }

    private void running(DropRuns.Moment now, long nanos) {
        if (paused) {
            speed(0);
            enter(RowStage.PAUSED, RowWords.amount(now, totals()));
            return;
        }
        figures.note(nanos, now.bytesDone(), totals().ended());
        speed(figures.speed());
        boolean scanning = now.scanning() && now.bytesDone() == 0;
        boolean sent = !now.scanning() && bytesLeft() == 0 && now.bytesFound() > 0;
        String text = cancelling
                ? Texts.of("transfers.cancelling")
                : RowWords.running(now, totals(), figures, results.retrying());
        enter(scanning ? RowStage.SCANNING : sent ? RowStage.VERIFYING : RowStage.RUNNING, text);
    }

    private void settle(RowEnd end) {
        stoppedBy = end.stoppedBy();
        if (end.stage().isEnd()) {
            end(end.stage(), end.words(), end.notice());
        } else {
            speed(0);
            enter(end.stage(), Texts.of("transfers.state.question"), end.words());
        }
    }

    /// A run could not even begin.
    private void fail(Problem problem) {
        stoppedBy = Optional.of(problem);
        end(RowStage.FAILED, problem.title(), Optional.of(Notice.of(problem)));
    }

    private void end(RowStage last, String why, Optional<Notice> notice) {
        ended(last, why, notice);
        offer();
    }

    /// Works out what can be done with the row.
    private void offer() {
        boolean waits = stage() == RowStage.WAITING;
        boolean start = waits && runs.isEmpty() && plan.isQuestion();
        Set<RowAction> now = EnumSet.noneOf(RowAction.class);
        add(now, RowAction.START, start);
        add(now, RowAction.ANSWER, openQuestion().isPresent());
        add(now, RowAction.CREATE_CONTAINER, isContainerMissing());
        add(now, RowAction.RETRY, isRetryable());
        add(now, RowAction.RESUME, active().get() && paused);
        boolean busy = active().get() && !paused && !cancelling;
        add(now, RowAction.PAUSE, busy && !start && !(waits && !runs.isEmpty()));
        add(now, RowAction.CANCEL, active().get());
        offer(now);
    }

    private static void add(Set<RowAction> actions, RowAction action, boolean possible) {
        if (possible) {
            actions.add(action);
        }
    }
}
