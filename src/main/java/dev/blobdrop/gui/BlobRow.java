package dev.blobdrop.gui;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.model.ExplorerModel;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableRow;
import javafx.scene.input.DragEvent;
import javafx.util.Duration;

/// One row. A folder takes drops itself, and opens when a drag rests on it.
final class BlobRow extends TableRow<Entry> {
    /// How long a drag rests before the folder opens.
    private static final Duration REST = Duration.millis(700);

    /// So many rows before the last one, the next ones are fetched.
    private static final int AHEAD = 100;

    private final ExplorerModel explorer;
    private final ContextMenu menu;
    private final PauseTransition rest = new PauseTransition(REST);
    private final EventHandler<? super DragEvent> over;
    private final EventHandler<? super DragEvent> dropped;
    private final EventHandler<? super DragEvent> exited;

    /// @param overlay says what the drag would do
    BlobRow(ExplorerModel explorer, TransfersModel transfers, DropZone overlay, ContextMenu menu) {
        this.explorer = explorer;
        this.menu = menu;
        overlay.follow(DropTarget.on(this, this::folder, transfers));
        over = getOnDragOver();
        dropped = getOnDragDropped();
        exited = getOnDragExited();
        takeDrops(false);
        rest.setOnFinished(event -> explorer.open(folder()));
        addEventHandler(
                DragEvent.DRAG_ENTERED,
                event -> {
                    if (getItem() instanceof Entry.Prefix && event.getDragboard().hasFiles()) {
                        rest.playFromStart();
                    }
                });
        addEventHandler(DragEvent.DRAG_EXITED, event -> rest.stop());
        addEventHandler(DragEvent.DRAG_DROPPED, event -> rest.stop());
    }

    private String folder() {
        return getItem() instanceof Entry.Prefix folder ? folder.name() : explorer.prefix().get();
    }

    private void takeDrops(boolean itself) {
        setOnDragOver(itself ? over : null);
        setOnDragDropped(itself ? dropped : null);
        setOnDragExited(itself ? exited : null);
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        boolean nothing = empty || entry == null;
        takeDrops(!nothing && entry instanceof Entry.Prefix);
        setContextMenu(nothing ? null : menu);
        if (!nothing && getIndex() >= explorer.rows().size() - AHEAD) {
            explorer.loadMore();
        }
    }
}
