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

/// Remarks on files that were uploaded: what replacing a blob lost, and another blob whose name
/// looks the same. Guarded by the lock of its [DropResults].
final class Remarks {
    private final Deque<FileLine> lines = new ArrayDeque<>();
    private Optional<String> last = Optional.empty();
    private long losing;
    private long twins;

    /// @return whether there is a remark on this file
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

    /// All remarks in one line; may be empty.
    ///
    /// @param one whether the drop has one file, whose remark is given in full
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

    /// The files with a remark, at most [FileLine#MOST].
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
