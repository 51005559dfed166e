package dev.blobdrop.gui.model;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.transfer.Part;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/// A file whose name is taken, with what is known of both.
///
/// @param size of the file, in bytes
/// @param modified when the file was last modified
/// @param there the blob; its ETag is the condition of a replacement
/// @param others how many more files of the same drop wait for an answer
public record Question(
        TransferRow row,
        Part part,
        BlobPath target,
        long size,
        Instant modified,
        BlobProperties there,
        long others) {

    /// What the file is called, without its folder.
    public String name() {
        return part.path().getFileName().toString();
    }

    /// Whether the drop has more files, which may get the same answer.
    public boolean isOneOfMany() {
        return row.isBatch();
    }

    /// Size and time of the file.
    public String yours() {
        return Figures.size(size) + "   " + time(modified);
    }

    /// Size and time of the blob.
    public String theirs() {
        return Figures.size(there.size())
                + there.modified().map(when -> "   " + time(when)).orElse("");
    }

    private static String time(Instant when) {
        ZonedDateTime local = when.atZone(ZoneId.systemDefault());
        LocalDate today = LocalDate.now();
        String clock =
                local.format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT));
        if (local.toLocalDate().equals(today)) {
            return Texts.of("transfers.conflict.today") + " " + clock;
        }
        if (local.toLocalDate().equals(today.minusDays(1))) {
            return Texts.of("transfers.conflict.yesterday") + " " + clock;
        }
        return local.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)) + " " + clock;
    }

    /// The container and folder that the name is taken in.
    public String folder() {
        String name = target.name();
        return target.container() + "/" + name.substring(0, name.lastIndexOf('/') + 1);
    }
}
