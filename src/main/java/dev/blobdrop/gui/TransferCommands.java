package dev.blobdrop.gui;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.model.Notice;
import dev.blobdrop.gui.model.Texts;
import dev.blobdrop.gui.model.TransferRow;
import dev.blobdrop.gui.model.TransferRow.Action;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.scene.control.MenuItem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// What can be done with a row of the transfers, behind buttons, menus and keys alike.
final class TransferCommands {
    private final TransfersModel transfers;
    private final Consumer<BlobPath> show;

    /// @param show shows the folder of a blob
    TransferCommands(TransfersModel transfers, Consumer<BlobPath> show) {
        this.transfers = transfers;
        this.show = show;
    }

    static String text(TransferRow row, Action action) {
        if (action == Action.CREATE_CONTAINER) {
            String target = row.target().get();
            return Texts.of(
                    "transfers.action.create_container",
                    target.substring(0, Math.max(0, target.indexOf('/'))));
        }
        return Texts.of("transfers.action." + action.name().toLowerCase(Locale.ROOT));
    }

    void act(TransferRow row, Action action) {
        if (row != null && row.actions().get().contains(action)) {
            transfers.act(row, action);
        }
    }

    /// Space: pauses what runs, resumes what is paused.
    void pauseOrResume(TransferRow row) {
        act(row, row.actions().get().contains(Action.RESUME) ? Action.RESUME : Action.PAUSE);
    }

    List<MenuItem> items(TransferRow row) {
        return List.of(
                item("again", row.isRepeatable(), () -> transfers.again(row)),
                item("show", row.shown().isPresent(), () -> row.shown().ifPresent(show)),
                item("copy-command", row.isRepeatable(), () -> Copy.text(row.command())),
                item("copy-error", row.stage() == TransferRow.Stage.FAILED, () -> copyError(row)),
                item("remove", row.stage().isEnd(), () -> transfers.remove(row)));
    }

    /// The folder that the row's files went to.
    void show(TransferRow row) {
        row.shown().ifPresent(show);
    }

    private static MenuItem item(String key, boolean possible, Runnable action) {
        MenuItem item = new MenuItem(Texts.of("transfers.menu." + key));
        item.setId("transfers-" + key);
        item.setDisable(!possible);
        item.setOnAction(event -> action.run());
        return item;
    }

    /// The problem as a text for somebody else: what, why, and what mends it.
    void copyError(TransferRow row) {
        Optional<Notice> notice = row.notice().get().filter(Notice::bad);
        Copy.text(
                notice.map(
                                said ->
                                        said.title()
                                                + "\n"
                                                + said.detail()
                                                + "\n"
                                                + String.join("\n", said.lines()))
                        .orElse(row.message().get())
                        .strip());
    }
}
