package dev.blobdrop.gui.transfers;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.transfer.RetryItem;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.row.Answer;
import dev.blobdrop.gui.transfers.row.Question;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Asks what to do about names that are taken, one file at a time; all other uploads continue. A
/// replacement carries the ETag of the blob that was shown, so the service refuses it if the blob
/// has changed since.
public final class QuestionsModel {
    /// The wait after the blob could not be read.
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<TransferRow> later = new HashSet<>();
    private boolean examining;
    private long notBefore = Long.MIN_VALUE;

    /// What is known of one file and its blob.
    private record Facts(Optional<BlobProperties> there, List<String> lost, long size, Instant modified) {
        static final Facts NOTHING = new Facts(Optional.empty(), List.of(), 0, Instant.EPOCH);
    }

    QuestionsModel(SessionModel session) {
        this.session = session;
    }

    // ---- Properties ----

    /// The question to show now.
    public ReadOnlyObjectProperty<Optional<Question>> question() {
        return question.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// Answers the question that is shown.
    ///
    /// @param rest whether the other files of this drop get the same answer, also those whose names
    ///     turn out to be taken later; the engine then reads the blobs they replace
    public void answer(Answer answer, boolean rest) {
        question.get().ifPresent(asked -> {
            question.set(Optional.empty());
            asked.row().questions().answer(asked.item(), asked.there(), answer, rest);
        });
    }

    /// Hides the drop's questions until [#ask].
    public void decideLater() {
        question.get().ifPresent(asked -> later.add(asked.row()));
        question.set(Optional.empty());
    }

    /// Shows the drop's next question.
    public void ask(TransferRow row) {
        later.remove(row);
        question.set(question.get().filter(asked -> asked.row() == row));
        notBefore = Long.MIN_VALUE;
    }

    /// Shows the next question, if there is one and none is shown.
    void refresh(List<TransferRow> rows, long nanos) {
        later.retainAll(rows);
        if (question.get()
                .filter(asked -> !asked.row().questions().isNext(asked.item()))
                .isPresent()) {
            question.set(Optional.empty());
        }
        if (question.get().isPresent() || examining || nanos < notBefore) {
            return;
        }
        rows.stream()
                .filter(row -> !later.contains(row))
                .filter(row -> row.questions().next().isPresent())
                .findFirst()
                .ifPresent(row -> examine(row, row.questions().next().orElseThrow(), nanos));
    }

    private void examine(TransferRow row, RetryItem item, long nanos) {
        examining = true;
        BlobPath target = row.drop().blob(item.name());
        session.ask(
                row.drop().place().orElseThrow().account(),
                store -> facts(store, target, item.path()),
                facts -> put(row, item, target, facts),
                problem -> {
                    examining = false;
                    notBefore = nanos + PAUSE_NANOS;
                });
    }

    private static Facts facts(BlobStore store, BlobPath target, Path source) {
        Optional<BlobProperties> there = store.find(target);
        try {
            BasicFileAttributes file = Files.readAttributes(source, BasicFileAttributes.class);
            String type = ContentTypes.of(target.name(), head(source));
            return new Facts(
                    there,
                    there.map(blob -> blob.lostTo(type)).orElse(List.of()),
                    file.size(),
                    file.lastModifiedTime().toInstant());
        } catch (IOException e) {
            return Facts.NOTHING;
        }
    }

    /// Empty for a file that cannot be read; the upload reports that.
    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ContentTypes.SNIFFED_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /// If the blob or the file is gone there is nothing to ask: the file is tried again.
    private void put(TransferRow row, RetryItem item, BlobPath target, Facts facts) {
        examining = false;
        if (!row.questions().isNext(item)) {
            return;
        }
        if (facts.there().isEmpty()) {
            row.questions().tryAgain(item);
            return;
        }
        question.set(Optional.of(new Question(
                row,
                item,
                target,
                facts.size(),
                facts.modified(),
                facts.there().get(),
                facts.lost(),
                row.questions().count() - 1)));
    }
}
