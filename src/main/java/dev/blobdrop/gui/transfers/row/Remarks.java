package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.gui.base.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What is to be said of files that went well: what the blob that was replaced had and the new one
/// has not, and another blob that people take for this one. Belongs to its [DropResults].
final class Remarks {
    private final Deque<FileLine> lines = new ArrayDeque<>();
    private Optional<String> last = Optional.empty();
    private long losing;
    private long twins;

    /// @return whether there was anything to be said
    boolean note(UploadEvent.Uploaded done) {
        List<String> words = new ArrayList<>();
        if (!done.dropped().isEmpty()) {
            losing++;
            words.add(Texts.of("transfers.dropped", String.join(", ", done.dropped())));
        }
        if (done.twin().isPresent()) {
            twins++;
            words.add(Texts.of("transfers.twin", address(done.twin().get())));
        }
        if (words.isEmpty()) {
            return false;
        }
        String text = String.join(" · ", words);
        last = Optional.of(text);
        if (lines.size() < FileLine.MOST) {
            String name = done.target().name();
            lines.add(new FileLine(done.source(), RowStage.DONE, name + " · " + text));
        }
        return true;
    }

    private static String address(BlobPath twin) {
        return BlobPath.urlPath(twin.container(), twin.name());
    }

    /// In one line; empty when there is nothing to be said.
    ///
    /// @param one whether the drop has one file only, of which everything is said
    String words(boolean one) {
        if (one) {
            return last.orElse("");
        }
        List<String> words = new ArrayList<>();
        if (losing > 0) {
            words.add(Texts.of("transfers.dropped.some", losing));
        }
        if (twins > 0) {
            words.add(Texts.of("transfers.twin.some", twins));
        }
        return String.join(" · ", words);
    }

    /// The files one by one.
    Collection<FileLine> lines() {
        return List.copyOf(lines);
    }

    void clear() {
        lines.clear();
        last = Optional.empty();
        losing = 0;
        twins = 0;
    }
}
