package dev.blobdrop.gui.model;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.core.storage.AccessCheck;
import dev.blobdrop.core.storage.AccountUrl;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Why it is this identity, what it may do, and how a pod fares beside it. Only looks: who is
/// signed in does not change here.
public final class ChainModel {
    private final UiThreads threads;
    private final SessionModel session;
    private final Connector connector;

    private final ReadOnlyObjectWrapper<ChainColumn> here =
            new ReadOnlyObjectWrapper<>(ChainColumn.empty(Texts.of("chain.here"), ""));
    private final ReadOnlyObjectWrapper<Optional<ChainColumn>> other =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> trouble =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty everyone = new SimpleBooleanProperty();
    private final BooleanProperty shown = new SimpleBooleanProperty();

    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private Optional<Job> survey = Optional.empty();
    private Optional<Job> diagnosis = Optional.empty();
    private Optional<Job> pod = Optional.empty();
    private Optional<Place> checked = Optional.empty();
    private int surveys;
    private int checks;
    private int diagnoses;
    private int others;

    /// Where the identity's rights are looked at.
    private record Place(String who, AccountUrl account, String container) {}

    public ChainModel(UiThreads threads, SessionModel session, Connector connector) {
        this.threads = threads;
        this.session = session;
        this.connector = connector;
        session.trace().subscribe(trace -> follow());
        session.signIn().subscribe(state -> signInChanged());
        session.account().subscribe(account -> checkIfShown());
        session.container().subscribe(container -> checkIfShown());
        shown.subscribe(visible -> checkIfShown());
        everyone.subscribe(this::survey);
    }

    // ---- Properties ----

    /// This machine.
    public ReadOnlyObjectProperty<ChainColumn> here() {
        return here.getReadOnlyProperty();
    }

    /// A pod, beside this machine.
    public ReadOnlyObjectProperty<Optional<ChainColumn>> other() {
        return other.getReadOnlyProperty();
    }

    /// Why a file that was opened shows nothing.
    public ReadOnlyObjectProperty<Optional<Notice>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether every credential is asked, and not only up to the first answer.
    public BooleanProperty everyone() {
        return everyone;
    }

    /// Whether somebody looks. Rights are looked up only then.
    public BooleanProperty shown() {
        return shown;
    }

    /// Whether something is under way that takes its time and can be given up: a survey, a
    /// diagnosis, or a sign-in as a pod.
    public ReadOnlyBooleanProperty working() {
        return working.getReadOnlyProperty();
    }

    /// Gives up what [#working] says is under way; what was found until then stays to be seen.
    public void cancel() {
        threads.check();
        if (survey.isPresent()) {
            everyone.set(false);
        }
        diagnosis.ifPresent(
                job -> {
                    job.cancel();
                    diagnoses++;
                });
        diagnosis = Optional.empty();
        pod.ifPresent(
                job -> {
                    job.cancel();
                    changeOther(others, column -> failed(column, false, stopped()));
                    others++;
                });
        pod = Optional.empty();
        sayWorking();
    }

    private static Problem stopped() {
        return Problem.of(
                Problem.Kind.USAGE,
                "stopped",
                Texts.of("chain.stopped"),
                Texts.of("chain.stopped.detail"));
    }

    private void sayWorking() {
        working.set(survey.isPresent() || diagnosis.isPresent() || pod.isPresent());
    }

    // ---- This machine ----

    private void signInChanged() {
        if (session.signIn().get() instanceof SignIn.Checking) {
            everyone.set(false);
        }
        follow();
        checkIfShown();
    }

    /// The chain of the sign-in, unless a survey is looked at.
    private void follow() {
        if (!everyone.get()) {
            boolean checking = session.signIn().get() instanceof SignIn.Checking;
            Optional<ChainTrace> trace = session.trace().get();
            Optional<Problem> problem =
                    session.signIn().get() instanceof SignIn.Refused refused
                            ? Optional.of(refused.problem())
                            : Optional.empty();
            here.set(
                    here.get()
                            .with(
                                    false,
                                    trace,
                                    trace.filter(known -> checking).flatMap(ChainModel::next),
                                    problem)
                            .working(checking));
        }
    }

    /// The link that is asked now: the chain goes on to the first that nobody asked yet.
    private static Optional<Integer> next(ChainTrace trace) {
        boolean ended =
                trace.links().stream()
                        .anyMatch(
                                link ->
                                        link.effect() == ChainTrace.Effect.ANSWERED
                                                || link.effect() == ChainTrace.Effect.STOPPED_HERE);
        return trace.links().stream()
                .filter(link -> !ended && link.outcome() == ChainTrace.Outcome.NOT_TRIED)
                .findFirst()
                .map(ChainTrace.Link::order);
    }

    private void survey(boolean wanted) {
        int now = ++surveys;
        survey.ifPresent(Job::cancel);
        survey = Optional.empty();
        sayWorking();
        if (!wanted) {
            follow();
            return;
        }
        here.set(
                here.get()
                        .with(true, Optional.empty(), Optional.empty(), Optional.empty())
                        .working(true));
        survey =
                Optional.of(
                        threads.job(
                                () ->
                                        connector
                                                .examiner()
                                                .survey(
                                                        live(
                                                                true,
                                                                change ->
                                                                        changeSurvey(now, change))),
                                tried -> endSurvey(now, column -> ended(column, true, tried)),
                                problem ->
                                        endSurvey(now, column -> failed(column, true, problem))));
        sayWorking();
    }

    private void endSurvey(int ended, UnaryOperator<ChainColumn> change) {
        if (ended == surveys) {
            survey = Optional.empty();
            changeSurvey(ended, change);
            sayWorking();
        }
    }

    /// Shows each link as soon as it is asked and has answered.
    private LiveChain live(boolean survey, Consumer<UnaryOperator<ChainColumn>> column) {
        return new LiveChain(
                (trace, asking) ->
                        threads.inWindow(
                                () ->
                                        column.accept(
                                                now ->
                                                        now.with(
                                                                survey,
                                                                Optional.of(trace),
                                                                asking,
                                                                Optional.empty()))));
    }

    private void changeSurvey(int survey, UnaryOperator<ChainColumn> change) {
        if (survey == surveys) {
            here.set(change.apply(here.get()));
        }
    }

    private static ChainColumn ended(ChainColumn column, boolean survey, Examiner.Tried tried) {
        return column.with(survey, Optional.of(tried.trace()), Optional.empty(), tried.problem())
                .working(false);
    }

    private static ChainColumn failed(ChainColumn column, boolean survey, Problem problem) {
        return column.with(survey, column.trace(), Optional.empty(), Optional.of(problem))
                .working(false);
    }

    // ---- What the identity may do ----

    private void checkIfShown() {
        Optional<Place> place = place();
        if (place.isEmpty() || !place.equals(checked)) {
            checks++;
            checked = Optional.empty();
            here.set(here.get().withAccess(List.of()));
        }
        if (shown.get() && place.isPresent() && checked.isEmpty()) {
            check(place.get(), false);
        }
    }

    private Optional<Place> place() {
        return session.signIn().get() instanceof SignIn.Done done
                ? session.account()
                        .get()
                        .flatMap(
                                account ->
                                        session.container()
                                                .get()
                                                .map(
                                                        container ->
                                                                new Place(
                                                                        done.text(),
                                                                        account,
                                                                        container)))
                : Optional.empty();
    }

    /// Looks once more, and tries to write as well: an empty blob with a new name, removed again.
    public void tryToWrite() {
        threads.check();
        place().ifPresent(place -> check(place, true));
    }

    private void check(Place place, boolean write) {
        int now = ++checks;
        checked = Optional.of(place);
        List<Access> found = new ArrayList<>();
        threads.work(
                () -> {
                    new AccessCheck(connector.store(place.account()), place.container())
                            .check(
                                    write,
                                    access -> {
                                        found.add(access);
                                        List<Access> sofar = List.copyOf(found);
                                        threads.inWindow(() -> access(now, sofar));
                                    });
                    return true;
                },
                done -> {},
                session::report);
    }

    private void access(int check, List<Access> found) {
        if (check == checks) {
            here.set(here.get().withAccess(found));
        }
    }

    // ---- The doctor ----

    /// Goes from this machine to the container, stage by stage; writes nothing.
    public void diagnose() {
        threads.check();
        int now = ++diagnoses;
        Optional<AccountUrl> account = session.account().get();
        String container = session.container().get().orElse(SessionModel.DEFAULT_CONTAINER);
        doctor(now, new Diagnosis(List.of(), Optional.empty(), List.of()));
        List<Finding> found = new ArrayList<>();
        Consumer<Finding> listener =
                finding -> {
                    found.add(finding);
                    Diagnosis sofar = new Diagnosis(found, Optional.empty(), List.of());
                    threads.inWindow(() -> doctor(now, sofar));
                };
        diagnosis.ifPresent(Job::cancel);
        diagnosis =
                Optional.of(
                        threads.job(
                                () -> connector.examiner().diagnose(account, container, listener),
                                whole -> endDiagnosis(now, () -> doctor(now, whole)),
                                problem -> endDiagnosis(now, () -> session.report(problem))));
        sayWorking();
    }

    private void endDiagnosis(int ended, Runnable show) {
        if (ended == diagnoses) {
            diagnosis = Optional.empty();
            show.run();
            sayWorking();
        }
    }

    private void doctor(int diagnosis, Diagnosis found) {
        if (diagnosis == diagnoses) {
            here.set(here.get().withDoctor(Optional.of(found)));
        }
    }

    // ---- A pod beside it ----

    /// Shows what these files hold: a recorded `whoami` or `doctor`, a pod's log of them, or a
    /// pod's
    /// variables, perhaps with a token beside them, with which it is signed in from here.
    public void open(List<Path> files) {
        threads.check();
        int now = ++others;
        endPod();
        trouble.set(Optional.empty());
        threads.work(
                () -> PodFiles.read(files),
                read -> show(now, read),
                problem -> trouble.set(Optional.of(Notice.of(problem))));
    }

    private void show(int opened, PodFiles read) {
        if (opened != others) {
            return;
        }
        switch (read) {
            case PodFiles.Recorded recorded -> other.set(Optional.of(recorded.column()));
            case PodFiles.Variables variables -> asPod(opened, variables);
        }
    }

    private void asPod(int opened, PodFiles.Variables variables) {
        other.set(
                Optional.of(
                        ChainColumn.empty(
                                        Texts.of("chain.pod"),
                                        Texts.of("chain.as-pod", variables.name()))
                                .working(true)));
        LiveChain live = live(false, change -> changeOther(opened, change));
        pod =
                Optional.of(
                        threads.job(
                                () -> connector.examiner().asPod(variables.environment(), live),
                                tried -> endPod(opened, column -> ended(column, false, tried)),
                                problem -> endPod(opened, c -> failed(c, false, problem))));
        sayWorking();
    }

    private void endPod(int ended, UnaryOperator<ChainColumn> change) {
        if (ended == others) {
            pod = Optional.empty();
            changeOther(ended, change);
            sayWorking();
        }
    }

    private void endPod() {
        pod.ifPresent(Job::cancel);
        pod = Optional.empty();
        sayWorking();
    }

    private void changeOther(int opened, UnaryOperator<ChainColumn> change) {
        if (opened == others) {
            other.set(other.get().map(change));
        }
    }

    /// Shows this machine alone again.
    public void closeOther() {
        threads.check();
        others++;
        endPod();
        other.set(Optional.empty());
        trouble.set(Optional.empty());
    }
}
