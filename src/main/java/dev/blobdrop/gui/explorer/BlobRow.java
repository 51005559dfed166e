package dev.blobdrop.gui.explorer;

import dev.blobdrop.core.storage.Entry;
import dev.blobdrop.gui.control.DragContent;
import dev.blobdrop.gui.transfers.DropTarget;
import dev.blobdrop.gui.transfers.DropZone;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableRow;
import javafx.scene.input.DragEvent;
import javafx.util.Duration;

/// One row. A folder takes drops, and opens when a drag rests on it.
public final class BlobRow extends TableRow<Entry> {
    /// How long a drag rests before the folder opens.
    private static final Duration REST = Duration.millis(700);

    /// The next page is fetched this many rows before the end.
    private static final int AHEAD = 100;

    private final ExplorerModel explorer;
    private final PauseTransition rest = new PauseTransition(REST);
    private final DropTarget target;

    /// @param drops shows what a drag would do
    public BlobRow(ExplorerModel explorer, DropZone drops, ContextMenu menu) {
        this.explorer = explorer;
        setOnContextMenuRequested(event -> {
            if (!isEmpty() && !event.isKeyboardTrigger()) {
                menu.show(this, event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
        target = drops.target(this, () -> folder().map(DropTarget.Where::folder));
        rest.setOnFinished(event -> folder().ifPresent(explorer::open));
        addEventHandler(DragEvent.DRAG_ENTERED, event -> {
            if (folder().isPresent() && DragContent.of(event.getDragboard()) instanceof DragContent.Files) {
                rest.playFromStart();
            }
        });
        // There is no exit event when the drag ends by a drop or Esc.
        target.hover().subscribe((before, hover) -> {
            if (hover instanceof DropTarget.Hover.Nothing) {
                rest.stop();
            }
        });
    }

    /// Whether a drag rests on this folder.
    public boolean isWaitingToOpen() {
        return rest.getStatus() == Animation.Status.RUNNING;
    }

    private Optional<String> folder() {
        return getItem() instanceof Entry.Prefix folder && !isEmpty() ? Optional.of(folder.name()) : Optional.empty();
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
        if (entry != getItem()) {
            rest.stop();
            target.clear();
        }
        super.updateItem(entry, empty);
        boolean nothing = empty || entry == null;
        if (!nothing && getIndex() >= explorer.rows().size() - AHEAD) {
            explorer.loadMore();
        }
    }
}
