package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.Transfer;
import dev.blobdrop.core.transfer.TransferEngine;
import dev.blobdrop.core.transfer.TransferSnapshot;
import dev.blobdrop.core.transfer.UploadRequest;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One drop: it waits until account and sign-in are there, starts by itself, and says in the end
/// where its files are or why not.
public final class TransferRow {
    /// Where a row is in its life.
    public enum Stage {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    private final SessionModel session;
    private final List<Path> sources;
    private final String prefix;
    private final ConflictPolicy policy;
    private final Figures figures = new Figures();
    private final Outcomes outcomes = new Outcomes();

    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper target = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper speed = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(true);

    private Stage stage = Stage.WAITING;
    private Optional<Transfer> transfer = Optional.empty();
    private String location = "";
    private long bytesPerSecond;

    TransferRow(SessionModel session, List<Path> sources, String prefix, ConflictPolicy policy) {
        this.session = session;
        this.sources = List.copyOf(sources);
        this.prefix = prefix;
        this.policy = policy;
        this.name.set(name(this.sources));
    }

    private static String name(List<Path> sources) {
        Path first = sources.getFirst();
        String text = Optional.ofNullable(first.getFileName()).orElse(first).toString();
        return sources.size() == 1 ? text : text + " and " + (sources.size() - 1) + " more";
    }

    // ---- Properties ----

    public ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty target() {
        return target.getReadOnlyProperty();
    }

    /// The state in words.
    public ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    /// From 0 to 1; negative while it cannot be known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty counts() {
        return counts.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty speed() {
        return speed.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /// Where the files are, or the problem; empty before the end.
    public ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// Whether there is something to cancel.
    public ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    public Stage stage() {
        return stage;
    }

    /// Whether it has ended and left something in the container.
    boolean hasUploaded() {
        return !active.get() && outcomes.uploaded().isPresent();
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    // ---- Commands ----

    /// Ends a waiting row at once; a running one as soon as its requests under way have ended.
    void cancel() {
        if (stage == Stage.WAITING) {
            end(Stage.CANCELLED, "Cancelled", "Nothing was sent");
        } else if (stage == Stage.RUNNING) {
            transfer.ifPresentOrElse(
                    Transfer::cancel, () -> end(Stage.CANCELLED, "Cancelled", "Nothing was sent"));
            message.set(transfer.isPresent() ? "Cancelling" : message.get());
        }
    }

    /// Starts what can start, and shows how far it is.
    void refresh(long nanos) {
        switch (stage) {
            case WAITING -> startOrWait();
            case RUNNING -> transfer.ifPresent(running -> show(running.snapshot(), nanos));
            case DONE, FAILED, CANCELLED -> {}
        }
    }

    private void startOrWait() {
        Optional<String> missing = session.missing();
        target.set(session.container().get().orElse(""));
        state.set(missing.orElse("Starting"));
        if (missing.isEmpty()) {
            stage = Stage.RUNNING;
            progress.set(-1);
            AccountUrl account = session.account().get().orElseThrow();
            String container = session.container().get().orElseThrow();
            location = account + "/" + container;
            target.set(container);
            session.engine(engine -> begin(engine, container), this::fail);
        }
    }

    private void begin(TransferEngine engine, String container) {
        if (stage == Stage.RUNNING) {
            UploadRequest request =
                    UploadRequest.of(sources, container).under(prefix).ifExists(policy);
            transfer = Optional.of(engine.start(request, outcomes));
        }
    }

    private void show(TransferSnapshot now, long nanos) {
        progress.set(Figures.progress(now));
        counts.set(Figures.files(now));
        bytesPerSecond = figures.speed(nanos, now.bytesDone());
        switch (now.state()) {
            case RUNNING -> {
                state.set(now.scanning() && now.bytesDone() == 0 ? "Scanning" : "Running");
                speed.set(bytesPerSecond == 0 ? "" : Figures.size(bytesPerSecond) + "/s");
                if (!message.get().equals("Cancelling")) {
                    message.set(outcomes.retrying().orElse(amount(now)));
                }
            }
            case CANCELLED ->
                    end(
                            Stage.CANCELLED,
                            "Cancelled",
                            Figures.count(now.uploaded(), "file") + " uploaded before");
            case STOPPED -> fail(now.stoppedBy().orElseThrow());
            case DONE -> done(now);
        }
    }

    private static String amount(TransferSnapshot now) {
        return Figures.size(now.bytesDone()) + " of " + Figures.size(now.bytesFound());
    }

    private void done(TransferSnapshot now) {
        Optional<Outcomes.Failure> failure = outcomes.failure();
        if (failure.isPresent()) {
            fail(failure.get().problem());
            notice.set(Optional.of(notice.get().orElseThrow().about(failure.get().source())));
            message.set(
                    now.found() == 1
                            ? failure.get().problem().title()
                            : Figures.count(now.failed(), "file")
                                    + " of "
                                    + now.found()
                                    + " failed: "
                                    + failure.get().problem().title());
        } else if (now.uploaded() == 0) {
            end(Stage.DONE, "Skipped", outcomes.skipped().orElse("There is no file in it"));
        } else {
            uploaded(now);
        }
    }

    private void uploaded(TransferSnapshot now) {
        boolean one = now.uploaded() == 1;
        String blob = outcomes.uploaded().filter(path -> one).map(path -> path.name()).orElse("");
        String skipped = now.skipped() == 0 ? "" : ", " + now.skipped() + " skipped";
        end(
                Stage.DONE,
                "Done",
                (one ? "Uploaded as " + blob : Figures.count(now.uploaded(), "file") + " uploaded")
                        + skipped);
        notice.set(
                Optional.of(
                        new Notice(
                                false,
                                name.get() + " is uploaded",
                                Figures.count(now.uploaded(), "file")
                                        + ", "
                                        + Figures.size(now.bytesDone())
                                        + skipped
                                        + ". You find it here:",
                                List.of(one ? address(blob) : location))));
    }

    private String address(String blob) {
        try {
            return location + new URI(null, null, "/" + blob, null).getRawPath();
        } catch (URISyntaxException e) {
            return location + "/" + blob;
        }
    }

    private void fail(Problem problem) {
        end(Stage.FAILED, "Failed", problem.title());
        notice.set(Optional.of(Notice.of(problem)));
    }

    private void end(Stage last, String word, String why) {
        stage = last;
        state.set(word);
        message.set(why);
        speed.set("");
        bytesPerSecond = 0;
        progress.set(last == Stage.DONE ? 1 : Math.max(0, progress.get()));
        active.set(false);
    }
}
