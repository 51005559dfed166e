package dev.blobdrop.gui.transfers;

import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.gui.base.Notice;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.transfers.row.Drop;
import dev.blobdrop.gui.transfers.row.RowAction;
import dev.blobdrop.gui.transfers.row.RowStage;
import dev.blobdrop.gui.transfers.row.TransferRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;

/// The commands of a row, for buttons, menus and shortcuts.
public final class TransferCommands {
    private final TransfersModel transfers;
    private final Consumer<BlobPath> show;

    /// @param show shows the folder of a blob
    public TransferCommands(TransfersModel transfers, Consumer<BlobPath> show) {
        this.transfers = transfers;
        this.show = show;
    }

    static String text(TransferRow row, RowAction action) {
        if (action == RowAction.CREATE_CONTAINER) {
            return Texts.of(
                    "transfers.action.create_container",
                    row.drop().place().map(Drop.Place::container).orElse(""));
        }
        return Texts.of("transfers.action." + action.name().toLowerCase(Locale.ROOT));
    }

    void act(TransferRow row, RowAction action) {
        if (row != null && row.actions().get().contains(action)) {
            transfers.act(row, action);
        }
    }

    /// Pauses a running row, resumes a paused one.
    void pauseOrResume(TransferRow row) {
        act(row, row.actions().get().contains(RowAction.RESUME) ? RowAction.RESUME : RowAction.PAUSE);
    }

    /// Runs the command of a shortcut.
    ///
    /// @return whether the key is a shortcut of the rows
    boolean press(TransferRow row, KeyEvent event) {
        if (Shortcut.PAUSE_OR_RESUME.keys().match(event)) {
            pauseOrResume(row);
        } else if (Shortcut.RETRY.keys().match(event)) {
            act(row, RowAction.RETRY);
        } else if (Shortcut.COPY_ERROR.keys().match(event)) {
            copyErrorOrCommand(row);
        } else if (Shortcut.COPY_COMMAND.keys().match(event)) {
            copyCommand(row);
        } else if (Shortcut.REMOVE.keys().match(event)) {
            transfers.remove(row);
        } else {
            return false;
        }
        return true;
    }

    /// The shortcut of an action; empty if there is none.
    static Optional<Shortcut> key(RowAction action) {
        return switch (action) {
            case PAUSE, RESUME -> Optional.of(Shortcut.PAUSE_OR_RESUME);
            case RETRY -> Optional.of(Shortcut.RETRY);
            case START, ANSWER, CREATE_CONTAINER, CANCEL -> Optional.empty();
        };
    }

    /// The items of a row's menu. Add them only while the menu is open: the shortcuts of a
    /// control's menu work in the whole window.
    public List<MenuItem> items(TransferRow row) {
        return List.of(
                item("again", plain("again", () -> transfers.again(row)), row.isRepeatable()),
                item("show", plain("show", () -> show(row)), row.lastUploaded().isPresent()),
                item("copy-command", Shortcut.COPY_COMMAND.item(() -> copyCommand(row)), row.isRepeatable()),
                item("copy-error", Shortcut.COPY_ERROR.item(() -> copyError(row)), isFailed(row)),
                item(
                        "remove",
                        Shortcut.REMOVE.item(() -> transfers.remove(row)),
                        row.stage().isEnd()));
    }

    private static boolean isFailed(TransferRow row) {
        return row.stage() == RowStage.FAILED;
    }

    /// Shows the folder that the row uploaded to.
    void show(TransferRow row) {
        row.lastUploaded().ifPresent(show);
    }

    private static MenuItem plain(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of("transfers.menu." + key));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static MenuItem item(String key, MenuItem item, boolean possible) {
        item.setId("transfers-" + key);
        item.setDisable(!possible);
        return item;
    }

    private void copyCommand(TransferRow row) {
        if (row.isRepeatable()) {
            Clip.text(transfers.command(row));
        }
    }

    /// Copies why a row failed, or else its command.
    private void copyErrorOrCommand(TransferRow row) {
        if (isFailed(row)) {
            copyError(row);
        } else {
            copyCommand(row);
        }
    }

    /// Copies the problem: what, why, and how to fix it.
    void copyError(TransferRow row) {
        Optional<Notice> notice = row.state().get().notice().filter(Notice::bad);
        Clip.text(notice.map(said -> said.title()
                        + "\n"
                        + said.detail()
                        + "\n"
                        + String.join("\n", said.advice())
                        + "\n"
                        + String.join("\n", said.lines()))
                .orElse(row.state().get().message())
                .strip());
    }
}
