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

/// The sentences of a row, while it runs and once it has ended.
final class RowTexts {
    private RowTexts() {}

    /// From 0 to 1, and below 1 while anything is left; negative while it cannot be known.
    static double progress(DropRuns.Moment now) {
        if (now.running() && now.scanning()) {
            return -1;
        }
        double share = now.counts().bytesFound() > 0
                ? (double) now.counts().bytesDone() / now.counts().bytesFound()
                : (double) now.counts().ended() / Math.max(1, now.counts().found());
        return Math.clamp(share, 0, 0.99);
    }

    static String amount(DropRuns.Moment now) {
        String bytes = Texts.of(
                "transfers.amount",
                Units.size(now.counts().bytesDone()),
                Units.size(now.counts().bytesFound()));
        return now.counts().found() > 1 ? files(now) + " · " + bytes : bytes;
    }

    private static String files(DropRuns.Moment now) {
        return Texts.of("transfers.files-of", now.counts().ended(), now.counts().found(), now.scanning() ? "+" : "");
    }

    static String running(DropRuns.Moment now, Speed speed, Optional<String> retrying) {
        List<String> parts = new ArrayList<>();
        if (!now.scanning() && now.counts().bytesFound() > 0) {
            parts.add(Texts.of("transfers.percent", Math.round(progress(now) * 100)));
        }
        parts.add(amount(now));
        if (speed.speed() > 0) {
            parts.add(Texts.of("transfers.speed", Units.size(speed.speed())));
        }
        if (!now.scanning()) {
            speed.timeLeft(now.counts().bytesFound() - now.counts().bytesDone())
                    .ifPresent(time -> parts.add(Texts.of("transfers.left", Units.time(time))));
        }
        speed.stalledFor().ifPresent(time -> parts.add(Texts.of("transfers.stalled", time.toSeconds())));
        if (now.questions() > 0) {
            parts.add(question(now));
        }
        if (now.counts().failed() > 0) {
            parts.add(Texts.of("transfers.sum.failed", now.counts().failed()));
        }
        retrying.ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    static String question(DropRuns.Moment now) {
        return Texts.of("transfers.taken", now.questions());
    }

    /// `412 uploaded, 3 skipped, 2 failed, 7 not uploaded`, without what is zero.
    static String sums(DropRuns.Moment now) {
        List<String> parts = new ArrayList<>();
        add(parts, "transfers.sum.uploaded", now.counts().done());
        add(parts, "transfers.sum.skipped", now.counts().skipped());
        add(parts, "transfers.sum.failed", now.counts().failed());
        add(parts, "transfers.sum.open", now.questions());
        if (!now.scanning()) {
            add(parts, "transfers.sum.left", now.left());
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

    static String stopped(Problem problem, DropRuns.Moment now) {
        return now.counts().found() > 1 ? problem.title() + " · " + sums(now) : problem.title();
    }

    static String failed(Problem problem, DropRuns.Moment now) {
        return now.counts().found() == 1
                ? problem.title()
                : Texts.of(
                                "transfers.some-failed",
                                now.counts().failed(),
                                now.counts().found(),
                                problem.title())
                        + " · "
                        + sums(now);
    }

    static String done(DropRuns.Moment now, BlobPath last) {
        return now.counts().found() == 1 ? Texts.of("transfers.uploaded-as", last.name()) : sums(now);
    }

    /// The outcome, with the remarks on what went well.
    static String withRemarks(String end, DropResults results, DropRuns.Moment now) {
        String remarks = results.remarks(now.counts().found() == 1);
        return remarks.isEmpty() ? end : end + " · " + remarks;
    }

    static Notice uploaded(String name, Drop.Place place, BlobPath last, DropRuns.Moment now) {
        boolean one = now.counts().done() == 1;
        return new Notice(
                false,
                Texts.of("transfers.uploaded.title", name),
                Texts.of(
                        "transfers.uploaded.detail",
                        sums(now),
                        Units.size(now.counts().bytesDone())),
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
