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

/// Asks, one file at a time, what is to happen where a name is taken; everything else goes on
/// meanwhile. Nothing is decided here: a replacement carries the ETag of the blob that was shown,
/// so the service refuses it when somebody has written the blob since.
public final class QuestionsModel {
    /// After a failed look at the blob.
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<TransferRow> later = new HashSet<>();
    private boolean looking;
    private long notBefore = Long.MIN_VALUE;

    /// What was found out about one file.
    private record Look(Optional<BlobProperties> there, List<String> lost, long size, Instant modified) {
        static final Look NOTHING = new Look(Optional.empty(), List.of(), 0, Instant.EPOCH);
    }

    QuestionsModel(SessionModel session) {
        this.session = session;
    }

    // ---- Properties ----

    /// What is to be asked now.
    public ReadOnlyObjectProperty<Optional<Question>> question() {
        return question.getReadOnlyProperty();
    }

    // ---- Commands ----

    /// @param rest whether the other files of this drop get the same answer, also those whose names
    ///     turn out to be taken later; what they replace is then looked at by the engine
    public void answer(Answer answer, boolean rest) {
        question.get().ifPresent(asked -> {
            question.set(Optional.empty());
            asked.row().answer(asked.part(), asked.there(), answer, rest);
        });
    }

    /// Leaves the drop's questions open until [#ask].
    public void decideLater() {
        question.get().ifPresent(asked -> later.add(asked.row()));
        question.set(Optional.empty());
    }

    /// Asks for this drop now.
    public void ask(TransferRow row) {
        later.remove(row);
        question.set(question.get().filter(asked -> asked.row() == row));
        notBefore = Long.MIN_VALUE;
    }

    /// Puts the next question, if there is one and none is open.
    void refresh(List<TransferRow> rows, long nanos) {
        later.retainAll(rows);
        if (question.get().filter(asked -> !asked.row().isOpen(asked.part())).isPresent()) {
            question.set(Optional.empty());
        }
        if (question.get().isPresent() || looking || nanos < notBefore) {
            return;
        }
        rows.stream()
                .filter(row -> !later.contains(row))
                .filter(row -> row.openQuestion().isPresent())
                .findFirst()
                .ifPresent(row -> look(row, row.openQuestion().orElseThrow(), nanos));
    }

    private void look(TransferRow row, RetryItem part, long nanos) {
        looking = true;
        session.ask(row.place().account(), store -> look(store, row, part), found -> put(row, part, found), problem -> {
            looking = false;
            notBefore = nanos + PAUSE_NANOS;
        });
    }

    private static Look look(BlobStore store, TransferRow row, RetryItem part) {
        BlobPath target = row.blob(part);
        Optional<BlobProperties> there = store.find(target);
        try {
            BasicFileAttributes file = Files.readAttributes(part.path(), BasicFileAttributes.class);
            String type = ContentTypes.of(target.name(), head(part.path()));
            return new Look(
                    there,
                    there.map(blob -> blob.lostTo(type)).orElse(List.of()),
                    file.size(),
                    file.lastModifiedTime().toInstant());
        } catch (IOException e) {
            return Look.NOTHING;
        }
    }

    /// A file that cannot be read is told of when it is sent.
    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ContentTypes.SNIFFED_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /// A blob or a file that has gone is no question: the file is tried again.
    private void put(TransferRow row, RetryItem part, Look found) {
        looking = false;
        if (!row.isOpen(part)) {
            return;
        }
        if (found.there().isEmpty()) {
            row.tryAgain(part);
            return;
        }
        question.set(Optional.of(new Question(
                row,
                part,
                row.blob(part),
                found.size(),
                found.modified(),
                found.there().get(),
                found.lost(),
                row.openQuestions() - 1)));
    }
}
