package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Part;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One drop: it waits until account and sign-in are there, starts by itself, asks where names are
/// taken, and says in the end where its files are or why not.
public final class TransferRow {
    /// Where a row or a file is in its life.
    public enum Stage {
        WAITING,
        SCANNING,
        RUNNING,
        PAUSED,
        VERIFYING,
        DONE,
        SKIPPED,
        FAILED,
        CANCELLED;

        /// The one word for it.
        public String word() {
            return Texts.of("transfers.state." + name().toLowerCase(Locale.ROOT));
        }

        public boolean isEnd() {
            return compareTo(DONE) >= 0;
        }
    }

    /// What a user can do with a row now.
    public enum Action {
        START,
        ANSWER,
        CREATE_CONTAINER,
        PAUSE,
        RESUME,
        RETRY,
        CANCEL
    }

    private final long number;
    private final SessionModel session;
    private final Figures figures = new Figures();
    private final Books books = new Books();
    private final Runs runs;
    private final Plan plan;

    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper target = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.WAITING);
    private final ReadOnlyObjectWrapper<Set<Action>> actions =
            new ReadOnlyObjectWrapper<>(EnumSet.noneOf(Action.class));

    private Drop drop;
    private boolean paused;
    private boolean cancelling;
    private boolean interrupted;
    private Optional<NewContainer> creating = Optional.empty();
    private Optional<Answer> answerForAll = Optional.empty();
    private Optional<Problem> stoppedBy = Optional.empty();
    private long bytesPerSecond;
    private long bytesLeft;
    private RowWords.Totals totals = RowWords.Totals.NONE;

    /// @param number orders the rows by age; the newest has the highest
    TransferRow(SessionModel session, Drop drop, long number) {
        this.number = number;
        this.session = session;
        this.drop = drop;
        this.runs = new Runs(session, books, this::fail);
        this.plan = new Plan(session);
        this.name.set(drop.title());
        this.target.set(drop.target());
    }

    /// A row of an earlier session that had not ended.
    static TransferRow interrupted(SessionModel session, Drop drop, long number) {
        TransferRow row = new TransferRow(session, drop, number);
        row.interrupted = true;
        row.paused = true;
        row.enter(Stage.PAUSED, Texts.of("transfers.interrupted"));
        row.offer();
        return row;
    }

    /// A row of an earlier session that had ended.
    static TransferRow ended(
            SessionModel session, Drop drop, long number, Stage stage, String message) {
        TransferRow row = new TransferRow(session, drop, number);
        row.end(stage, message);
        return row;
    }

    // ---- Properties ----

    public ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    /// The container and folder it goes to.
    public ReadOnlyStringProperty target() {
        return target.getReadOnlyProperty();
    }

    /// The state in words.
    public ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    /// From 0 to 1, below 1 until every file is committed; negative while it cannot be known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// How many files of how many have ended.
    public ReadOnlyStringProperty counts() {
        return counts.getReadOnlyProperty();
    }

    /// How it goes, or how it ended, in one line.
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /// Where the files are, or the problem; empty before the end.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// Whether it has not ended.
    public ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    public Stage stage() {
        return stage.get();
    }

    public ReadOnlyObjectProperty<Set<Action>> actions() {
        return actions.getReadOnlyProperty();
    }

    /// The files one by one, at most [Books#MOST_LINES].
    public List<FileLine> lines() {
        return books.lines(RowWords.active(runs.look().active()));
    }

    /// How many files there are that [#lines] does not show.
    public long moreLines() {
        return Math.max(0, totals.found() - lines().size());
    }

    /// Whether it has more than one file.
    public boolean isBatch() {
        return totals.found() > 1;
    }

    /// The command that does the same without a window.
    ///
    /// @param bandwidth bytes a second at most; 0 is no limit
    public String command(long bandwidth) {
        return HeadlessCommand.of(drop, bandwidth);
    }

    /// Whether its sources are known, so that it can be uploaded again and said as a command.
    public boolean isRepeatable() {
        return !drop.sources().isEmpty();
    }

    /// The folder in the container that its files went to, or its only blob.
    public Optional<BlobPath> shown() {
        return books.uploaded();
    }

    /// Orders the rows by age; the newest has the highest.
    public long number() {
        return number;
    }

    Drop drop() {
        return drop;
    }

    Drop.Place place() {
        return drop.place().orElseThrow();
    }

    BlobPath blob(Part part) {
        return drop.blob(part.name());
    }

    /// Whether it has ended and left something in the container.
    boolean hasUploaded() {
        return !active.get() && books.sums().uploaded() > 0;
    }

    /// Whether closing the window would end something.
    boolean isAtWork() {
        return active.get() && !interrupted;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    long bytesLeft() {
        return bytesLeft;
    }

    Optional<Part> openQuestion() {
        return active.get() && answerForAll.isEmpty() && creating.isEmpty()
                ? books.question()
                : Optional.empty();
    }

    long openQuestions() {
        return books.sums().questions();
    }

    boolean isOpen(Part part) {
        return openQuestion().filter(part::equals).isPresent();
    }

    // ---- Commands ----

    void start() {
        plan.confirm();
    }

    /// Takes up an answer at once.
    void answer(Question question, Answer answer, boolean rest) {
        if (!books.take(question.part())) {
            return;
        }
        switch (answer) {
            case REPLACE ->
                    runs.begin(
                            drop,
                            ConflictPolicy.REPLACE,
                            List.of(question.part().over(question.there().etag())));
            case KEEP_BOTH -> runs.begin(drop, ConflictPolicy.KEEP_BOTH, List.of(question.part()));
            case SKIP -> books.skipByUser(List.of(question.part()));
        }
        if (rest) {
            answerForAll = Optional.of(answer);
        }
    }

    /// The name is free again.
    void tryAgain(Part part) {
        if (books.take(part)) {
            runs.begin(drop, drop.policy(), List.of(part));
        }
    }

    void pause() {
        if (actions.get().contains(Action.PAUSE)) {
            paused = true;
            runs.pause(true);
        }
    }

    /// Goes on; what an earlier session has begun, it looks for on the service first.
    void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        runs.pause(false);
        figures.restart();
        enter(Stage.WAITING, "");
    }

    /// Ends a waiting row at once; a running one as soon as its requests under way have ended.
    void cancel() {
        if (!active.get()) {
            return;
        }
        plan.cancel();
        stopCreating();
        if (runs.isEmpty() || !runs.look().running()) {
            end(Stage.CANCELLED, RowWords.cancelled(totals));
        } else {
            cancelling = true;
            runs.cancel();
            message.set(Texts.of("transfers.cancelling"));
        }
    }

    /// Stops the requests without changing what the row says, because the window is closing.
    void abandon() {
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
    void retry() {
        if (!isRetryable()) {
            return;
        }
        followAccount();
        boolean some = stoppedBy.isEmpty() && stage() == Stage.FAILED && !runs.isEmpty();
        reopen();
        if (some) {
            runs.begin(drop, drop.policy(), books.takeFailures());
        } else if (drop.place().isPresent() && !runs.isEmpty()) {
            runs.beginAll(drop, true);
        } else {
            interrupted = true;
        }
    }

    /// A mistyped account is mended in the account field: a drop of which nothing arrived, because
    /// nobody answered there, goes to the account that stands there now.
    private void followAccount() {
        boolean unreachable =
                stoppedBy
                        .filter(
                                p ->
                                        p.kind() == Problem.Kind.TRANSIENT
                                                || p.code().equals("unknown-host"))
                        .isPresent();
        if (unreachable && books.sums().uploaded() == 0) {
            session.account()
                    .get()
                    .ifPresent(now -> drop = drop.at(new Drop.Place(now, place().container())));
        }
    }

    /// Creates the container that is missing and goes on. Until then the row waits.
    void createContainer() {
        if (!isContainerMissing()) {
            return;
        }
        NewContainer container = new NewContainer(place());
        String text = Texts.of("transfers.creating", place().container());
        reopen();
        creating = Optional.of(container);
        message.set(text);
        offer();
        container.create(
                session,
                problem ->
                        message.set(text + " · " + Texts.of("transfers.retrying", problem.title())),
                () -> {
                    creating = Optional.empty();
                    runs.beginAll(drop, true);
                },
                problem -> {
                    creating = Optional.empty();
                    fail(problem);
                });
    }

    private boolean isRetryable() {
        return (stage() == Stage.FAILED || stage() == Stage.CANCELLED) && isRepeatable();
    }

    private boolean isContainerMissing() {
        return stage() == Stage.FAILED
                && stoppedBy.filter(p -> p.code().equals("ContainerNotFound")).isPresent();
    }

    private void reopen() {
        figures.restart();
        stoppedBy = Optional.empty();
        cancelling = false;
        paused = false;
        runs.pause(false);
        notice.set(Optional.empty());
        active.set(true);
        enter(Stage.WAITING, "");
    }

    /// Starts what can start, and shows how far it is.
    void refresh(long nanos) {
        if (!active.get() || interrupted && paused || creating.isPresent()) {
            return;
        }
        if (runs.isEmpty()) {
            prepare();
        } else {
            takeUpAnswers();
            show(runs.look(), nanos);
        }
        offer();
    }

    private void prepare() {
        plan.begin(drop.sources());
        counts.set(plan.counts());
        Optional<String> missing =
                drop.place().isEmpty() ? session.missing() : session.signInMissing();
        if (paused) {
            enter(Stage.PAUSED, Texts.of("transfers.paused"));
        } else if (plan.isQuestion()) {
            enter(Stage.WAITING, plan.words(drop.place().map(p -> drop.target()).orElse("")));
        } else if (missing.isPresent()) {
            stage.set(Stage.WAITING);
            state.set(missing.get());
            message.set("");
        } else if (plan.isCounting()) {
            enter(Stage.SCANNING, plan.counts());
        } else {
            begin();
        }
    }

    private void begin() {
        if (drop.place().isEmpty()) {
            drop =
                    drop.at(
                            new Drop.Place(
                                    session.account().get().orElseThrow(),
                                    session.container().get().orElseThrow()));
            target.set(drop.target());
        }
        progress.set(-1);
        enter(Stage.RUNNING, "");
        boolean again = interrupted;
        interrupted = false;
        runs.beginAll(drop, again);
    }

    /// One run takes up all files that were found in the way meanwhile.
    private void takeUpAnswers() {
        if (answerForAll.isEmpty() || runs.isTakingUp() || cancelling) {
            return;
        }
        switch (answerForAll.get()) {
            case REPLACE -> runs.begin(drop, ConflictPolicy.REPLACE, books.takeQuestions());
            case KEEP_BOTH -> runs.begin(drop, ConflictPolicy.KEEP_BOTH, books.takeQuestions());
            case SKIP -> books.skipByUser(books.takeQuestions());
        }
    }

    private void show(Runs.Sight now, long nanos) {
        totals = RowWords.Totals.of(now, books.sums());
        counts.set(totals.counts(now.scanning()));
        progress.set(RowWords.progress(now, totals));
        bytesLeft = Math.max(0, now.bytesFound() - now.bytesDone());
        if (now.running()) {
            running(now, nanos);
        } else {
            settle(now);
        }
    }

    private void running(Runs.Sight now, long nanos) {
        if (paused) {
            bytesPerSecond = 0;
            enter(Stage.PAUSED, RowWords.amount(now, totals));
            return;
        }
        figures.note(nanos, now.bytesDone(), totals.ended());
        bytesPerSecond = figures.speed();
        boolean scanning = now.scanning() && now.bytesDone() == 0;
        boolean sent = !now.scanning() && bytesLeft == 0 && now.bytesFound() > 0;
        String text =
                cancelling
                        ? Texts.of("transfers.cancelling")
                        : RowWords.running(now, totals, figures, books.retrying());
        enter(scanning ? Stage.SCANNING : sent ? Stage.VERIFYING : Stage.RUNNING, text);
    }

    private void settle(Runs.Sight now) {
        if (now.stoppedBy().isPresent()) {
            fail(now.stoppedBy().get());
            message.set(RowWords.stopped(now.stoppedBy().get(), totals));
        } else if (now.cancelled()) {
            end(Stage.CANCELLED, RowWords.cancelled(totals));
        } else if (totals.questions() > 0) {
            bytesPerSecond = 0;
            enter(Stage.WAITING, RowWords.question(totals));
        } else if (books.failure().isPresent()) {
            failed(books.failure().get());
        } else if (totals.uploaded() == 0) {
            end(
                    Stage.SKIPPED,
                    totals.found() > 1
                            ? RowWords.sums(totals)
                            : books.skipped().orElse(Texts.of("transfers.nothing-in-it")));
        } else {
            end(Stage.DONE, RowWords.done(totals, books.uploaded().orElseThrow()));
            notice.set(
                    Optional.of(
                            RowWords.uploaded(
                                    name.get(), place(), totals, books.uploaded().get(), now)));
        }
    }

    private void failed(Books.Failure failure) {
        Notice of = Notice.of(failure.problem());
        end(Stage.FAILED, RowWords.failed(failure.problem(), totals));
        notice.set(Optional.of(totals.found() > 1 ? of.about(failure.source()) : of));
    }

    private void fail(Problem problem) {
        stoppedBy = Optional.of(problem);
        end(Stage.FAILED, problem.title());
        notice.set(Optional.of(Notice.of(problem)));
    }

    private void enter(Stage next, String text) {
        stage.set(next);
        state.set(next.word());
        message.set(text);
    }

    private void end(Stage last, String why) {
        enter(last, why);
        bytesPerSecond = 0;
        bytesLeft = 0;
        progress.set(last == Stage.DONE ? 1 : Math.max(0, progress.get()));
        active.set(false);
        offer();
    }

    /// Works out what can be done with the row.
    private void offer() {
        Set<Action> now = EnumSet.noneOf(Action.class);
        boolean waits = stage() == Stage.WAITING && !runs.isEmpty();
        add(now, Action.START, stage() == Stage.WAITING && runs.isEmpty() && plan.isQuestion());
        add(now, Action.ANSWER, active.get() && openQuestion().isPresent());
        add(now, Action.CREATE_CONTAINER, isContainerMissing());
        add(now, Action.RETRY, isRetryable());
        add(now, Action.RESUME, active.get() && paused);
        add(
                now,
                Action.PAUSE,
                active.get() && !paused && !cancelling && !waits && !now.contains(Action.START));
        add(now, Action.CANCEL, active.get());
        if (!now.equals(actions.get())) {
            actions.set(now);
        }
    }

    private static void add(Set<Action> actions, Action action, boolean possible) {
        if (possible) {
            actions.add(action);
        }
    }
}
