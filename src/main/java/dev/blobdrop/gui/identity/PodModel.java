package dev.blobdrop.gui.identity;

import dev.blobdrop.gui.base.NewestJob;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.session.Connector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A pod for comparison: a run that it recorded, or a sign-in with its variables from here.
public final class PodModel {
    private final UiThreads threads;
    private final Connector connector;
    private final ReadOnlyObjectWrapper<Optional<ChainColumn>> column = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final NewestJob latest;

    /// @param changed called whenever [#isTrying] may have changed
    PodModel(UiThreads threads, Connector connector, Runnable changed) {
        this.threads = threads;
        this.connector = connector;
        this.latest = new NewestJob(changed);
    }

    /// The column of the pod; empty when nothing is compared.
    public ReadOnlyObjectProperty<Optional<ChainColumn>> column() {
        return column.getReadOnlyProperty();
    }

    /// Why the opened file shows nothing.
    public ReadOnlyObjectProperty<Optional<Notice>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether a sign-in as the pod is running.
    boolean isTrying() {
        return latest.isUnderWay();
    }

    /// Stops a sign-in as the pod; the results so far stay.
    void cancel() {
        if (isTrying()) {
            change(shown -> shown.failed(false, ChainColumn.stopped()));
            latest.cancel();
        }
    }

    /// Opens files from a pod: a recorded `whoami` or `doctor`, a log with one, or the pod's
    /// environment variables, perhaps with a token, to sign in with from here.
    public void open(List<Path> files) {
        threads.check();
        NewestJob.Turn turn = latest.begin();
        trouble.set(Optional.empty());
        threads.work(
                () -> PodFiles.read(files),
                read -> turn.say(() -> show(turn, read)),
                problem -> turn.say(() -> trouble.set(Optional.of(Notice.of(problem)))));
    }

    private void show(NewestJob.Turn turn, PodFiles read) {
        switch (read) {
            case PodFiles.Recorded recorded -> column.set(Optional.of(recorded.column()));
            case PodFiles.Variables variables -> asPod(turn, variables);
        }
    }

    private void asPod(NewestJob.Turn turn, PodFiles.Variables variables) {
        String title = Texts.of("chain.as-pod", variables.name());
        column.set(Optional.of(ChainColumn.empty(Texts.of("chain.pod"), title).working(true)));
        LiveChain live = LiveChain.shownBy(threads, false, change -> turn.say(() -> change(change)));
        turn.runs(threads.job(
                () -> connector.examiner().asPod(variables.environment(), live),
                tried -> turn.end(() -> change(shown -> shown.ended(false, tried))),
                problem -> turn.end(() -> change(shown -> shown.failed(false, problem)))));
    }

    private void change(UnaryOperator<ChainColumn> change) {
        column.set(column.get().map(change));
    }

    /// Closes the notice about the file.
    public void dismiss() {
        threads.check();
        trouble.set(Optional.empty());
    }

    /// Closes the comparison.
    public void close() {
        threads.check();
        latest.cancel();
        column.set(Optional.empty());
        trouble.set(Optional.empty());
    }
}
