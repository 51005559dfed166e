package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.base.Speed;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.session.SessionModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One drop in the list of uploads. It waits for an account and a sign-in, starts by itself, asks
/// about names that are taken, and ends with where the files are or why they are not. For the
/// window's thread only.
public final class TransferRow {
    private final ReadOnlyObjectWrapper<RowState> state =
            new ReadOnlyObjectWrapper<>(RowState.of(RowStage.WAITING, "", ""));
    private final ReadOnlyObjectWrapper<RowStage> stage = new ReadOnlyObjectWrapper<>(RowStage.WAITING);
    private final ReadOnlyStringWrapper target = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Set<RowAction>> actions =
            new ReadOnlyObjectWrapper<>(EnumSet.noneOf(RowAction.class));

    private final SessionModel session;
    private final long number;
    private final Speed speed = new Speed();
    private final DropResults results = new DropResults();
    private final DropRuns runs;
    private final DropEstimate estimate;
    private final RowQuestions questions;
    private Drop drop;
    private DropRuns.Moment totals = DropRuns.Moment.NONE;
    private long bytesPerSecond;
    private boolean paused;
    private boolean cancelling;

    /// Whether an earlier run may have uploaded some of it, so the next one looks there first.
    private boolean interrupted;

    private Optional<NewContainer> creating = Optional.empty();

    /// @param number orders the rows by age; the newest has the highest
    public TransferRow(SessionModel session, Drop drop, long number) {
        this.session = session;
        this.drop = drop;
        this.number = number;
        this.runs = new DropRuns(session, results, problem -> enter(RowState.stopped(problem)));
        this.estimate = new DropEstimate(session);
        this.questions = new RowQuestions(results, runs, () -> this.drop, () -> isActive() && creating.isEmpty());
        this.target.set(drop.target());
    }

    /// A row of an earlier session that had not ended.
    public static TransferRow interrupted(SessionModel session, Drop drop, long number) {
        TransferRow row = new TransferRow(session, drop, number);
        row.interrupted = true;
        row.paused = true;
        row.enter(RowState.of(RowStage.PAUSED, Texts.of("transfers.interrupted")));
        row.offer();
        return row;
    }

    /// A row of an earlier session that had ended.
    public static TransferRow ended(SessionModel session, Drop drop, long number, RowStage stage, String message) {
        TransferRow row = new TransferRow(session, drop, number);
        row.enter(RowState.of(stage, message));
        return row;
    }

    // ---- Properties ----

    /// How it stands, in words.
    public ReadOnlyObjectProperty<RowState> state() {
        return state.getReadOnlyProperty();
    }

    /// The stage of [#state]; changes far less often.
    public ReadOnlyObjectProperty<RowStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// The value of [#stageProperty].
    public RowStage stage() {
        return stage.get();
    }

    /// The container and folder it goes to; empty while unknown.
    public ReadOnlyStringProperty target() {
        return target.getReadOnlyProperty();
    }

    /// From 0 to 1, below 1 until every file is committed; negative while it cannot be known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// How many files of how many have ended.
    public ReadOnlyStringProperty counts() {
        return counts.getReadOnlyProperty();
    }

    /// What the user can do now.
    public ReadOnlyObjectProperty<Set<RowAction>> actions() {
        return actions.getReadOnlyProperty();
    }

    /// The questions about names that are taken, and their answers.
    public RowQuestions questions() {
        return questions;
    }

    /// What was dropped and where it goes.
    public Drop drop() {
        return drop;
    }

    /// Orders the rows by age; the newest has the highest.
    public long number() {
        return number;
    }

    /// Whether it has not ended.
    public boolean isActive() {
        return !stage().isEnd();
    }

    /// Whether closing the window would stop it; false for what an earlier session left.
    public boolean isAtWork() {
        return isActive() && !(interrupted && paused);
    }

    /// Whether it has more than one file.
    public boolean isBatch() {
        return totals.counts().found() > 1;
    }

    /// Whether its sources are known, so that it can be uploaded again or copied as a command.
    public boolean isRepeatable() {
        return !drop.sources().isEmpty();
    }

    /// The blob uploaded last.
    public Optional<BlobPath> lastUploaded() {
        return results.lastUploaded();
    }

    /// Bytes per second over the last five seconds; 0 unless it is running.
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    /// Bytes found and not yet uploaded; 0 once it has ended.
    public long bytesLeft() {
        return isActive() ? totals.bytesLeft() : 0;
    }

    /// The files one by one, at most [FileLine#MOST].
    public List<FileLine> lines() {
        return results.lines(RowTexts.active(runs.now().active()));
    }

    /// How many files [#lines] leaves out.
    public long moreLines() {
        return Math.max(0, totals.counts().found() - lines().size());
    }

    /// When each action is possible.
    private boolean isPossible(RowAction action) {
        boolean waiting = stage() == RowStage.WAITING;
        boolean ready = waiting && runs.isEmpty() && estimate.isQuestion();
        return switch (action) {
            case START -> ready;
            case ANSWER -> questions.next().isPresent();
            case CREATE_CONTAINER -> state.get().isContainerMissing();
            case RETRY -> (stage() == RowStage.FAILED || stage() == RowStage.CANCELLED) && isRepeatable();
            case RESUME -> isActive() && paused;
            case PAUSE -> isActive() && !paused && !cancelling && !ready && (!waiting || runs.isEmpty());
            case CANCEL -> isActive();
        };
    }

    private void offer() {
        Set<RowAction> now = EnumSet.allOf(RowAction.class);
        now.removeIf(action -> !isPossible(action));
        if (!now.equals(actions.get())) {
            actions.set(now);
        }
    }

    // ---- Commands ----

    /// Confirms a drop that is large enough to ask.
    public void start() {
        estimate.confirm();
    }

    /// Pauses the row, if that is possible now.
    public void pause() {
        if (actions.get().contains(RowAction.PAUSE)) {
            paused = true;
            runs.pause(true);
        }
    }

    /// Continues after [#pause], or what an earlier session has begun.
    public void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        if (interrupted) {
            estimate.confirm();
        }
        runs.pause(false);
        speed.restart();
        enter(RowState.of(RowStage.WAITING, ""));
    }

    /// Ends a waiting row at once, a running one as soon as its current requests have ended.
    public void cancel() {
        if (!isActive()) {
            return;
        }
        estimate.cancel();
        stopCreating();
        if (runs.isEmpty() || !runs.now().running()) {
            enter(RowState.of(RowStage.CANCELLED, RowTexts.sums(totals)));
        } else {
            cancelling = true;
            runs.cancel();
            say(Texts.of("transfers.cancelling"));
        }
    }

    /// Stops the requests because the window is closing; the row keeps its state for the history.
    public void abandon() {
        estimate.cancel();
        stopCreating();
        runs.cancel();
    }

    private void stopCreating() {
        creating.ifPresent(NewContainer::cancel);
        creating = Optional.empty();
    }

    /// Uploads the failed files again, or everything when the whole drop was stopped. Files that
    /// are already there are not sent again.
    public void retry() {
        if (!isPossible(RowAction.RETRY)) {
            return;
        }
        followAccount();
        boolean some = state.get().stoppedBy().isEmpty() && stage() == RowStage.FAILED && !runs.isEmpty();
        reopen();
        if (some) {
            runs.begin(drop, drop.policy(), results.takeFailures());
        } else if (drop.place().isPresent() && !runs.isEmpty()) {
            runs.beginAll(drop, true);
        } else {
            estimate.confirm();
            interrupted = true;
        }
    }

    /// Moves the drop to the account entered since, when its own could not be reached and nothing
    /// was uploaded: the account's name was probably mistyped.
    private void followAccount() {
        if (state.get().isUnreachable() && results.outcomes().uploaded() == 0) {
            session.account()
                    .get()
                    .ifPresent(account -> goTo(
                            new Drop.Place(account, drop.place().orElseThrow().container())));
        }
    }

    /// Creates the container that is missing, then starts; until then the row waits.
    public void createContainer() {
        if (!isPossible(RowAction.CREATE_CONTAINER)) {
            return;
        }
        Drop.Place place = drop.place().orElseThrow();
        NewContainer container = new NewContainer(place);
        String text = Texts.of("transfers.creating", place.container());
        reopen();
        creating = Optional.of(container);
        say(text);
        offer();
        container.create(
                session,
                problem -> say(text + " · " + Texts.of("transfers.retrying", problem.title())),
                () -> {
                    creating = Optional.empty();
                    runs.beginAll(drop, true);
                },
                problem -> {
                    creating = Optional.empty();
                    enter(RowState.stopped(problem));
                });
    }

    private void reopen() {
        speed.restart();
        cancelling = false;
        paused = false;
        runs.pause(false);
        enter(RowState.of(RowStage.WAITING, ""));
    }

    /// Starts what can start and shows the progress.
    ///
    /// @param nanos the time, like [System#nanoTime]
    public void refresh(long nanos) {
        if (!isActive() || interrupted && paused || creating.isPresent()) {
            return;
        }
        if (runs.isEmpty()) {
            prepare();
        } else {
            if (!cancelling) {
                questions.answerRest();
            }
            show(estimate.over(runs.now()), nanos);
        }
        offer();
    }

    private void prepare() {
        estimate.begin(drop.sources());
        counts.set(estimate.counts());
        Optional<String> missing = drop.place().isEmpty() ? session.missing() : session.signInMissing();
        if (paused) {
            enter(RowState.of(RowStage.PAUSED, Texts.of("transfers.paused")));
        } else if (estimate.isQuestion()) {
            enter(RowState.of(RowStage.WAITING, Texts.of("transfers.state.ready"), estimate.words(drop.target())));
        } else if (missing.isPresent()) {
            enter(RowState.of(RowStage.WAITING, missing.get(), ""));
        } else if (estimate.isCounting()) {
            enter(RowState.of(RowStage.SCANNING, estimate.counts()));
        } else {
            begin();
        }
    }

    private void begin() {
        if (drop.place().isEmpty()) {
            goTo(new Drop.Place(
                    session.account().get().orElseThrow(),
                    session.container().get().orElseThrow()));
        }
        progress.set(-1);
        enter(RowState.of(RowStage.RUNNING, ""));
        boolean again = interrupted;
        interrupted = false;
        runs.beginAll(drop, again);
    }

    private void goTo(Drop.Place place) {
        drop = drop.at(place);
        target.set(drop.target());
    }

    private void show(DropRuns.Moment now, long nanos) {
        totals = now;
        counts.set(totals.words());
        progress.set(RowTexts.progress(now));
        bytesPerSecond = 0;
        if (!now.running()) {
            enter(RowState.atRest(now, results, drop));
        } else if (paused) {
            enter(RowState.of(RowStage.PAUSED, RowTexts.amount(now)));
        } else {
            speed.note(nanos, now.counts().bytesDone(), totals.counts().ended());
            bytesPerSecond = speed.speed();
            RowState running = RowState.running(now, speed, results.retrying());
            enter(cancelling ? running.saying(Texts.of("transfers.cancelling")) : running);
        }
    }

    private void say(String text) {
        enter(state.get().saying(text));
    }

    private void enter(RowState next) {
        state.set(next);
        stage.set(next.stage());
        if (!isActive()) {
            bytesPerSecond = 0;
            progress.set(next.stage() == RowStage.DONE ? 1 : Math.max(0, progress.get()));
            offer();
        }
    }
}
