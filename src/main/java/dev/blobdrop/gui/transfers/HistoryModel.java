package dev.blobdrop.gui.transfers;

import dev.blobdrop.gui.base.SaveQueue;
import dev.blobdrop.gui.base.UiThreads;
import dev.blobdrop.gui.transfers.row.Drop;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/// Keeps the history in step with the rows: writes each start, end and removal in the background,
/// in order.
final class HistoryModel {
    private final Optional<History> history;
    private final Map<TransferRow, Saved> saved = new IdentityHashMap<>();
    private final SaveQueue<Write> unsaved;

    /// @param stage as saved; empty if not ended
    private record Saved(String id, Optional<RowStage> stage, Drop drop) {}

    private interface Write {
        void to(History history) throws IOException;
    }

    HistoryModel(UiThreads threads, Optional<History> history) {
        this.history = history;
        this.unsaved = new SaveQueue<>(threads, this::save, trouble -> {});
    }

    /// Registers a row restored from the history.
    void restored(TransferRow row, History.Entry entry) {
        saved.put(row, new Saved(entry.id(), entry.stage(), entry.drop()));
    }

    /// Saves the changes since the last call.
    void follow(List<TransferRow> rows) {
        if (history.isEmpty()) {
            return;
        }
        for (TransferRow row : rows) {
            Optional<RowStage> stage = Optional.of(row.stage()).filter(RowStage::isEnd);
            Saved before = saved.get(row);
            if (before == null
                    || !before.stage().equals(stage)
                    || !before.drop().equals(row.drop())) {
                String id = before == null ? newId() : before.id();
                saved.put(row, new Saved(id, stage, row.drop()));
                History.Entry entry = new History.Entry(
                        id, row.drop(), stage, row.state().get().message());
                unsaved.add(file -> file.write(entry));
            }
        }
        if (saved.size() > rows.size()) {
            List<TransferRow> gone = new ArrayList<>(saved.keySet());
            rows.forEach(row -> gone.removeIf(other -> other == row));
            for (TransferRow row : gone) {
                String id = saved.remove(row).id();
                unsaved.add(file -> file.delete(id));
            }
        }
    }

    private static String newId() {
        return "%015d-%s".formatted(System.currentTimeMillis(), UUID.randomUUID());
    }

    private void save(Write next) {
        try {
            next.to(history.orElseThrow());
        } catch (IOException e) {
            LoggerFactory.getLogger(HistoryModel.class)
                    .warn("The list of uploads could not be saved: {}", e.toString());
        }
    }

    /// Waits until everything is written, for three seconds at most. Not for the window's thread.
    void finish() {
        unsaved.finish();
    }
}
