package dev.blobdrop.gui.transfers;

import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// The summary of all uploads, in one line.
final class UploadsSummary {
    private static final Set<RowStage> RUNNING = EnumSet.of(RowStage.RUNNING, RowStage.SCANNING, RowStage.VERIFYING);

    private UploadsSummary() {}

    static String of(List<TransferRow> rows) {
        if (rows.isEmpty()) {
            return Texts.of("transfers.summary.none");
        }
        List<String> parts = new ArrayList<>();
        add(parts, rows, RUNNING, "transfers.summary.running");
        long ready = asking(rows, RowAction.START);
        long questions = asking(rows, RowAction.ANSWER);
        add(parts, ready, "transfers.summary.ready");
        add(parts, questions, "transfers.summary.question");
        long waiting = count(rows, EnumSet.of(RowStage.WAITING));
        add(parts, waiting - ready - questions, "transfers.summary.waiting");
        add(parts, rows, EnumSet.of(RowStage.PAUSED), "transfers.summary.paused");
        add(parts, rows, EnumSet.of(RowStage.FAILED), "transfers.summary.failed");
        add(parts, rows, EnumSet.of(RowStage.CANCELLED), "transfers.summary.cancelled");
        add(parts, rows, EnumSet.of(RowStage.SKIPPED), "transfers.summary.skipped");
        add(parts, rows, EnumSet.of(RowStage.DONE), "transfers.summary.done");
        String line = String.join(", ", parts);
        long speed = rows.stream().mapToLong(TransferRow::bytesPerSecond).sum();
        if (speed == 0) {
            return line;
        }
        long left = rows.stream().mapToLong(TransferRow::bytesLeft).sum();
        return line
                + " · "
                + Texts.of("transfers.speed", Units.size(speed))
                + " · "
                + Texts.of("transfers.left", Units.time(Duration.ofSeconds(left / speed)));
    }

    private static void add(List<String> parts, List<TransferRow> rows, Set<RowStage> stages, String key) {
        add(parts, count(rows, stages), key);
    }

    private static long count(List<TransferRow> rows, Set<RowStage> stages) {
        return rows.stream().filter(row -> stages.contains(row.stage())).count();
    }

    /// How many rows wait for an action of the user.
    private static long asking(List<TransferRow> rows, RowAction action) {
        return rows.stream()
                .filter(row -> row.stage() == RowStage.WAITING)
                .filter(row -> row.actions().get().contains(action))
                .count();
    }

    private static void add(List<String> parts, long count, String key) {
        if (count > 0) {
            parts.add(Texts.of(key, count));
        }
    }

    /// The window's title: `42% - Blobdrop` while something is uploading.
    static String title(List<TransferRow> rows) {
        String plain = Texts.of("window.title");
        OptionalDouble share = rows.stream()
                .filter(row -> RUNNING.contains(row.stage()))
                .mapToDouble(row -> Math.max(0, row.progress().get()))
                .average();
        return share.isPresent() ? Texts.of("transfers.title", Math.round(share.getAsDouble() * 100), plain) : plain;
    }
}
