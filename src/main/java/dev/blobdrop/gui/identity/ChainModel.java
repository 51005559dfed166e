package dev.blobdrop.gui.identity;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.core.storage.AccessCheck;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.base.NewestJob;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.Connector;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.session.SessionModel.Subject;
import dev.blobdrop.gui.session.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// Which identity is signed in and why, its permissions, and a pod for comparison. Never changes
/// who is signed in.
public final class ChainModel {
    private final UiThreads threads;
    private final SessionModel session;
    private final Connector connector;

    private final ReadOnlyObjectWrapper<ChainColumn> here =
            new ReadOnlyObjectWrapper<>(ChainColumn.empty(Texts.of("chain.here"), ""));
    private final PodModel pod;
    private final BooleanProperty everyone = new SimpleBooleanProperty();
    private final BooleanProperty shown = new SimpleBooleanProperty();

    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final NewestJob survey = new NewestJob(this::sayWorking);
    private final NewestJob diagnosis = new NewestJob(this::sayWorking);
    private final NewestJob rights = new NewestJob(() -> {});
    private Optional<Place> checked = Optional.empty();

    /// Where permissions are checked, and for whom.
    private record Place(String who, AccountUrl account, String container) {}

    /// Follows the sign-in of the session.
    public ChainModel(UiThreads threads, SessionModel session, Connector connector) {
        this.threads = threads;
        this.session = session;
        this.connector = connector;
        this.pod = new PodModel(threads, connector, this::sayWorking);
        session.trace().subscribe(trace -> follow());
        session.signIn().subscribe(state -> signInChanged());
        session.account().subscribe(account -> checkIfShown());
        session.container().subscribe(container -> checkIfShown());
        shown.subscribe(visible -> checkIfShown());
        everyone.subscribe(this::survey);
    }

    // ---- Properties ----

    /// The column of this machine.
    public ReadOnlyObjectProperty<ChainColumn> here() {
        return here.getReadOnlyProperty();
    }

    /// The pod that is compared.
    public PodModel pod() {
        return pod;
    }

    /// Whether to try every credential, even after one succeeds.
    public BooleanProperty everyone() {
        return everyone;
    }

    /// Whether the chain is shown. Permissions are checked only then.
    public BooleanProperty shown() {
        return shown;
    }

    /// Whether a survey, a diagnosis or a sign-in as a pod is running, which [#cancel] stops.
    public ReadOnlyBooleanProperty working() {
        return working.getReadOnlyProperty();
    }

    /// Stops the work; the results so far stay.
    public void cancel() {
        threads.check();
        if (survey.isUnderWay()) {
            everyone.set(false);
        }
        diagnosis.cancel();
        pod.cancel();
    }

    private void sayWorking() {
        working.set(survey.isUnderWay() || diagnosis.isUnderWay() || pod.isTrying());
    }

    // ---- This machine ----

    private void signInChanged() {
        if (session.signIn().get() instanceof SignIn.Checking) {
            everyone.set(false);
        }
        follow();
        checkIfShown();
    }

    /// Shows the chain of the sign-in, unless a survey is shown.
    private void follow() {
        if (!everyone.get()) {
            boolean checking = session.signIn().get() instanceof SignIn.Checking;
            Optional<ChainTrace> trace = session.trace().get();
            Optional<Problem> problem = session.signIn().get() instanceof SignIn.Refused refused
                    ? Optional.of(refused.problem())
                    : Optional.empty();
            here.set(here.get()
                    .with(false, trace, trace.filter(known -> checking).flatMap(ChainModel::next), problem)
                    .working(checking));
        }
    }

    /// The credential being tried: the first without a result.
    private static Optional<Integer> next(ChainTrace trace) {
        boolean ended = trace.links().stream()
                .anyMatch(link ->
                        link.effect() == ChainTrace.Effect.ANSWERED || link.effect() == ChainTrace.Effect.STOPPED_HERE);
        return trace.links().stream()
                .filter(link -> !ended && link.outcome() == ChainTrace.Outcome.NOT_TRIED)
                .findFirst()
                .map(ChainTrace.Link::order);
    }

    private void survey(boolean wanted) {
        if (!wanted) {
            survey.cancel();
            follow();
            return;
        }
        NewestJob.Turn turn = survey.begin();
        Optional<AccountUrl> account = session.account().get();
        change(column -> column.with(true, Optional.empty(), Optional.empty(), Optional.empty())
                .working(true));
        LiveChain live = LiveChain.shownBy(threads, true, change -> turn.say(() -> change(change)));
        turn.runs(threads.job(
                () -> connector.examiner().survey(account, live),
                tried -> turn.end(() -> change(column -> column.ended(true, tried))),
                problem -> turn.end(() -> change(column -> column.failed(true, problem)))));
    }

    private void change(UnaryOperator<ChainColumn> change) {
        here.set(change.apply(here.get()));
    }

    // ---- Permissions ----

    private void checkIfShown() {
        Optional<Place> place = place();
        if (place.isEmpty() || !place.equals(checked)) {
            rights.cancel();
            checked = Optional.empty();
            change(column -> column.withAccess(List.of()));
        }
        if (shown.get() && place.isPresent() && checked.isEmpty()) {
            check(place.get(), false);
        }
    }

    private Optional<Place> place() {
        return session.signIn().get() instanceof SignIn.Done done
                ? session.account()
                        .get()
                        .flatMap(account ->
                                session.container().get().map(container -> new Place(done.text(), account, container)))
                : Optional.empty();
    }

    /// Checks permissions again and also tests writing: an empty blob with a new name, then
    /// deleted.
    public void tryToWrite() {
        threads.check();
        place().ifPresent(place -> check(place, true));
    }

    private void check(Place place, boolean write) {
        NewestJob.Turn turn = rights.begin();
        checked = Optional.of(place);
        List<Access> found = new ArrayList<>();
        threads.work(
                () -> {
                    new AccessCheck(connector.store(place.account()), place.container()).check(write, access -> {
                        found.add(access);
                        List<Access> sofar = List.copyOf(found);
                        threads.inWindow(() -> access(turn, sofar));
                    });
                    return true;
                },
                done -> session.succeeded(Subject.ACCESS),
                problem -> session.report(Subject.ACCESS, problem));
    }

    private void access(NewestJob.Turn turn, List<Access> found) {
        turn.say(() -> change(column -> column.withAccess(found)));
    }

    // ---- The doctor ----

    /// Checks the connection from this machine to the container, stage by stage; writes nothing.
    public void diagnose() {
        diagnose(false);
    }

    /// The same, and writes an empty blob with a new name, then deletes it.
    public void diagnoseWriting() {
        diagnose(true);
    }

    private void diagnose(boolean write) {
        threads.check();
        NewestJob.Turn turn = diagnosis.begin();
        Optional<AccountUrl> account = session.account().get();
        String container = session.container().get().orElse(SessionModel.DEFAULT_CONTAINER);
        show(new Diagnosis(List.of(), Optional.empty(), List.of()));
        List<Finding> found = new ArrayList<>();
        Consumer<Finding> listener = finding -> {
            found.add(finding);
            Diagnosis sofar = new Diagnosis(found, Optional.empty(), List.of());
            threads.inWindow(() -> turn.say(() -> show(sofar)));
        };
        turn.runs(threads.job(
                () -> connector.examiner().diagnose(account, container, write, listener),
                whole -> turn.end(() -> diagnosed(whole)),
                problem -> turn.end(() -> session.report(Subject.DIAGNOSIS, problem))));
    }

    private void diagnosed(Diagnosis whole) {
        session.succeeded(Subject.DIAGNOSIS);
        show(whole);
    }

    private void show(Diagnosis found) {
        change(column -> column.withDoctor(Optional.of(found)));
    }
}
