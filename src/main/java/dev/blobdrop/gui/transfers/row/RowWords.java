package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.UploadSnapshot;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Speed;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sentences of a row, while it runs and when it has ended.
final class RowWords {
    private RowWords() {}

    /// From 0 to 1, and below 1 while anything is left; negative while it cannot be known.
    static double progress(DropRuns.Moment now, RowCounts totals) {
        if (now.running() && now.scanning()) {
            return -1;
        }
        double share = now.bytesFound() > 0
                ? (double) now.bytesDone() / now.bytesFound()
                : (double) totals.ended() / Math.max(1, totals.found());
        return Math.clamp(share, 0, 0.99);
    }

    static String amount(DropRuns.Moment now, RowCounts totals) {
        String bytes = Texts.of("transfers.amount", Units.size(now.bytesDone()), Units.size(now.bytesFound()));
        return totals.found() > 1 ? files(totals, now) + " · " + bytes : bytes;
    }

    private static String files(RowCounts totals, DropRuns.Moment now) {
        return Texts.of("transfers.files-of", totals.ended(), totals.found(), now.scanning() ? "+" : "");
    }

    static String running(DropRuns.Moment now, RowCounts totals, Speed figures, Optional<String> retrying) {
        List<String> parts = new ArrayList<>();
        if (!now.scanning() && now.bytesFound() > 0) {
            parts.add(Texts.of("transfers.percent", Math.round(progress(now, totals) * 100)));
        }
        parts.add(amount(now, totals));
        if (figures.speed() > 0) {
            parts.add(Texts.of("transfers.speed", Units.size(figures.speed())));
        }
        if (!now.scanning()) {
            figures.timeLeft(now.bytesFound() - now.bytesDone())
                    .ifPresent(time -> parts.add(Texts.of("transfers.left", Units.time(time))));
        }
        figures.stalledFor().ifPresent(time -> parts.add(Texts.of("transfers.stalled", time.toSeconds())));
        if (totals.questions() > 0) {
            parts.add(question(totals));
        }
        if (totals.failed() > 0) {
            parts.add(Texts.of("transfers.sum.failed", totals.failed()));
        }
        retrying.ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    static String question(RowCounts totals) {
        return Texts.of("transfers.taken", totals.questions());
    }

    /// `412 uploaded, 3 skipped, 2 failed, 7 not sent`: whatever is not zero.
    static String sums(RowCounts totals) {
        List<String> parts = new ArrayList<>();
        add(parts, "transfers.sum.uploaded", totals.uploaded());
        add(parts, "transfers.sum.skipped", totals.skipped());
        add(parts, "transfers.sum.failed", totals.failed());
        add(parts, "transfers.sum.open", totals.questions());
        if (!totals.more()) {
            add(parts, "transfers.sum.left", totals.left());
        } else if (!parts.isEmpty()) {
            parts.add(Texts.of("transfers.sum.rest"));
        }
        return parts.isEmpty() ? Texts.of("transfers.sum.nothing") : String.join(", ", parts);
    }

    private static void add(List<String> parts, String key, long number) {
        if (number > 0) {
            parts.add(Texts.of(key, number));
        }
    }

    static String stopped(Problem problem, RowCounts totals) {
        return totals.found() > 1 ? problem.title() + " · " + sums(totals) : problem.title();
    }

    static String failed(Problem problem, RowCounts totals) {
        return totals.found() == 1
                ? problem.title()
                : Texts.of("transfers.some-failed", totals.failed(), totals.found(), problem.title())
                        + " · "
                        + sums(totals);
    }

    static String done(RowCounts totals, BlobPath last) {
        return totals.found() == 1 ? Texts.of("transfers.uploaded-as", last.name()) : sums(totals);
    }

    /// How it ended, and what else is to be said of what went well.
    static String with(String end, DropResults results, RowCounts totals) {
        String remarks = results.remarks(totals.found() == 1);
        return remarks.isEmpty() ? end : end + " · " + remarks;
    }

    static Notice uploaded(String name, Drop.Place place, RowCounts totals, BlobPath last, DropRuns.Moment now) {
        boolean one = totals.uploaded() == 1;
        return new Notice(
                false,
                Texts.of("transfers.uploaded.title", name),
                Texts.of("transfers.uploaded.detail", sums(totals), Units.size(now.bytesDone())),
                List.of(one ? address(place, last) : place.address()));
    }

    private static String address(Drop.Place place, BlobPath blob) {
        try {
            return place.address() + new URI(null, null, "/" + blob.name(), null).getRawPath();
        } catch (URISyntaxException e) {
            return place.address() + "/" + blob.name();
        }
    }

    static List<FileLine> active(List<UploadSnapshot.Active> files) {
        return files.stream()
                .map(file -> new FileLine(
                        file.source(),
                        RowStage.RUNNING,
                        Texts.of("transfers.amount", Units.size(file.done()), Units.size(file.size()))))
                .toList();
    }
}
