package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.gui.base.Notice;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What can be seen of one drop. [TransferRow] decides what that is.
public abstract class ShownRow {
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper target = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<RowStage> stage = new ReadOnlyObjectWrapper<>(RowStage.WAITING);
    private final ReadOnlyObjectWrapper<Set<RowAction>> actions =
            new ReadOnlyObjectWrapper<>(EnumSet.noneOf(RowAction.class));

    private final long number;
    private final DropResults results;
    private Drop drop;
    private RowCounts totals = RowCounts.NONE;
    private long bytesPerSecond;
    private long bytesLeft;

    /// @param number orders the rows by age; the newest has the highest
    ShownRow(Drop drop, long number, DropResults results) {
        this.drop = drop;
        this.number = number;
        this.results = results;
        this.name.set(drop.title());
        this.target.set(drop.target());
    }

    public final ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    /// The container and folder it goes to.
    public final ReadOnlyStringProperty target() {
        return target.getReadOnlyProperty();
    }

    /// The state in words.
    public final ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    /// From 0 to 1, below 1 until every file is committed; negative while it cannot be known.
    public final ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// How many files of how many have ended.
    public final ReadOnlyStringProperty counts() {
        return counts.getReadOnlyProperty();
    }

    /// How it goes, or how it ended, in one line.
    public final ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /// Where the files are, or the problem; empty before the end.
    public final ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// Whether it has not ended.
    public final ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    public final ReadOnlyObjectProperty<RowStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    public final RowStage stage() {
        return stage.get();
    }

    public final ReadOnlyObjectProperty<Set<RowAction>> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Whether it has more than one file.
    public final boolean isBatch() {
        return totals.found() > 1;
    }

    /// Whether its sources are known, so that it can be uploaded again and said as a command.
    public final boolean isRepeatable() {
        return !drop.sources().isEmpty();
    }

    /// The folder in the container that its files went to, or its only blob.
    public final Optional<BlobPath> shown() {
        return results.uploaded();
    }

    /// Orders the rows by age; the newest has the highest.
    public final long number() {
        return number;
    }

    public final Drop drop() {
        return drop;
    }

    public final Drop.Place place() {
        return drop.place().orElseThrow();
    }

    public final BlobPath blob(RetryItem part) {
        return drop.blob(part.name());
    }

    /// Whether it has ended and left something in the container.
    public final boolean hasUploaded() {
        return !active.get() && results.sums().uploaded() > 0;
    }

    public final long bytesPerSecond() {
        return bytesPerSecond;
    }

    public final long bytesLeft() {
        return bytesLeft;
    }

    final RowCounts totals() {
        return totals;
    }

    final void goTo(Drop.Place place) {
        drop = drop.at(place);
        target.set(drop.target());
    }

    final void enter(RowStage next, String text) {
        enter(next, next.word(), text);
    }

    /// @param words for the state, in place of the stage's own
    final void enter(RowStage next, String words, String text) {
        stage.set(next);
        state.set(words);
        message.set(text);
    }

    final void say(String text) {
        message.set(text);
    }

    final void counts(String text) {
        counts.set(text);
    }

    /// Shows how far its runs are.
    final void show(DropRuns.Moment now) {
        totals = RowCounts.of(now, results.sums());
        counts.set(totals.words());
        progress.set(RowWords.progress(now, totals));
        bytesLeft = Math.max(0, now.bytesFound() - now.bytesDone());
    }

    final void speed(long perSecond) {
        bytesPerSecond = perSecond;
    }

    /// Nobody knows how far it is.
    final void begun() {
        progress.set(-1);
    }

    final void ended(RowStage last, String why, Optional<Notice> more) {
        enter(last, why);
        bytesPerSecond = 0;
        bytesLeft = 0;
        progress.set(last == RowStage.DONE ? 1 : Math.max(0, progress.get()));
        active.set(false);
        more.ifPresent(text -> notice.set(Optional.of(text)));
    }

    final void reopened() {
        notice.set(Optional.empty());
        active.set(true);
    }

    final void offer(Set<RowAction> now) {
        if (!now.equals(actions.get())) {
            actions.set(now);
        }
    }
}
