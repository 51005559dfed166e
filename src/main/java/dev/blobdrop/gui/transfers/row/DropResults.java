package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.gui.base.Texts;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the files of one drop ended, over all its runs. The engine's threads write it, the window's
/// thread reads it. It keeps every failure and every open question, but only the last files that
/// went well: a drop may have a million. What the window pulls ten times a second takes no lock.
final class DropResults {

    private final Map<RetryItem, Problem> failures = new LinkedHashMap<>();
    private final Map<RetryItem, Problem> questions = new LinkedHashMap<>();
    private final Deque<FileLine> recent = new ArrayDeque<>();
    private final Remarks remarks = new Remarks();
    private long uploaded;
    private long skipped;
    private Optional<BlobPath> lastUploaded = Optional.empty();
    private Optional<String> lastSkipped = Optional.empty();
    private Optional<String> retrying = Optional.empty();
    private volatile Seen seen = Seen.NOTHING;

    /// What the window pulls.
    private record Seen(
            Outcomes outcomes,
            Optional<RetryItem> question,
            Optional<BlobPath> uploaded,
            Optional<String> skipped,
            Optional<String> retrying) {
        static final Seen NOTHING = new Seen(
                new Outcomes(0, 0, 0, 0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The numbers of files at one moment.
    ///
    /// @param questions files whose names are taken, without an answer yet
    record Outcomes(long uploaded, long skipped, long failed, long questions) {
        long all() {
            return uploaded + skipped + failed;
        }
    }

    /// A file and why it failed.
    record Failure(Path source, Problem problem) {}

    /// @param asks whether a name that is taken is a question, not a failure
    RunListener<UploadEvent> listener(boolean asks) {
        return event -> note(event, asks);
    }

    private synchronized void note(UploadEvent event, boolean asks) {
        switch (event) {
            case UploadEvent.Failed failed -> {
                boolean question = asks && failed.problem().isTaken();
                (question ? questions : failures).put(RetryItem.of(failed.source(), failed.name()), failed.problem());
            }
            case UploadEvent.Skipped skip -> skip(skip.source(), skip.reason());
            case UploadEvent.Uploaded done -> {
                uploaded++;
                lastUploaded = Optional.of(done.target());
                retrying = Optional.empty();
                if (!remarks.note(done)) {
                    remember(done.source(), RowStage.DONE, done.target().name());
                }
            }
            case UploadEvent.Retrying again ->
                retrying = Optional.of(
                        Texts.of("transfers.retrying", again.problem().title()));
            case UploadEvent.Planned plan -> {}
        }
        publish();
    }

    /// Publishes each change; call it last.
    private void publish() {
        seen = new Seen(
                new Outcomes(uploaded, skipped, failures.size(), questions.size()),
                questions.keySet().stream().findFirst(),
                lastUploaded,
                lastSkipped,
                retrying);
    }

    private void skip(Path source, String reason) {
        skipped++;
        lastSkipped = Optional.of(reason);
        remember(source, RowStage.SKIPPED, reason);
    }

    private void remember(Path source, RowStage stage, String detail) {
        recent.addFirst(new FileLine(source, stage, detail));
        if (recent.size() > FileLine.MOST) {
            recent.removeLast();
        }
    }

    Outcomes outcomes() {
        return seen.outcomes();
    }

    /// The first failure.
    synchronized Optional<Failure> failure() {
        return failures.entrySet().stream()
                .findFirst()
                .map(entry -> new Failure(entry.getKey().path(), entry.getValue()));
    }

    /// Removes and returns all failures, to try them again.
    synchronized List<RetryItem> takeFailures() {
        List<RetryItem> items = List.copyOf(failures.keySet());
        failures.clear();
        publish();
        return items;
    }

    /// The first file that waits for an answer.
    Optional<RetryItem> question() {
        return seen.question();
    }

    /// Removes one question, because it is answered.
    ///
    /// @return false when it was already removed
    synchronized boolean take(RetryItem item) {
        boolean taken = questions.remove(RetryItem.of(item.path(), item.name())) != null;
        publish();
        return taken;
    }

    /// Removes and returns all questions, because they are answered.
    synchronized List<RetryItem> takeQuestions() {
        List<RetryItem> items = List.copyOf(questions.keySet());
        questions.clear();
        publish();
        return items;
    }

    /// Counts files that the user skipped.
    synchronized void skipByUser(List<RetryItem> items) {
        items.forEach(item -> skip(item.path(), Texts.of("transfers.skipped.by-user")));
        publish();
    }

    /// Forgets everything before a new first run.
    synchronized void clear() {
        failures.clear();
        questions.clear();
        recent.clear();
        remarks.clear();
        uploaded = 0;
        skipped = 0;
        lastUploaded = Optional.empty();
        lastSkipped = Optional.empty();
        retrying = Optional.empty();
        publish();
    }

    /// Why the last skipped file was skipped.
    Optional<String> lastSkipReason() {
        return seen.skipped();
    }

    /// The remarks on files that went well, in one line; may be empty.
    ///
    /// @param one whether the drop has one file only
    synchronized String remarks(boolean one) {
        return remarks.words(one);
    }

    Optional<BlobPath> lastUploaded() {
        return seen.uploaded();
    }

    /// Why something is being tried again, until the next success.
    Optional<String> retrying() {
        return seen.retrying();
    }

    /// At most [FileLine#MOST] files: failures, then questions, then files under way, then those
    /// with a remark, then the others that went well, the last first.
    synchronized List<FileLine> lines(List<FileLine> active) {
        List<FileLine> lines = new ArrayList<>();
        addLines(lines, failures, RowStage.FAILED);
        addLines(lines, questions, RowStage.WAITING);
        lines.addAll(active);
        lines.addAll(remarks.lines());
        lines.addAll(recent);
        return List.copyOf(lines.subList(0, Math.min(FileLine.MOST, lines.size())));
    }

    private static void addLines(List<FileLine> lines, Map<RetryItem, Problem> items, RowStage stage) {
        items.entrySet().stream()
                .limit(FileLine.MOST)
                .map(e -> new FileLine(e.getKey().path(), stage, e.getValue().title()))
                .forEach(lines::add);
    }
}
