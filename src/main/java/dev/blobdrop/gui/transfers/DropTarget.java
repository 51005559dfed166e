package dev.blobdrop.gui.transfers;

import dev.blobdrop.gui.control.DragContent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Makes a node accept files and folders from other programs. An inner target takes precedence over
/// an outer one.
///
/// Only copying is offered, so that no file manager takes an upload for a move. The handler returns
/// at once, because the other program hangs until then. While something can be dropped the node has
/// the pseudo-class `drop`. Only one node has it at a time, because the exit event is lost when a
/// row shows another item meanwhile.
public final class DropTarget {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private final Node node;
    private final Supplier<Optional<Where>> where;
    private final TransfersModel transfers;
    private final Consumer<DropTarget> entered;
    private final Runnable ended;
    private final ReadOnlyObjectWrapper<Hover> hover = new ReadOnlyObjectWrapper<>(new Hover.Nothing());
    private Optional<DragContent> carried = Optional.empty();

    /// The target of a drop.
    ///
    /// @param container empty for the open one
    /// @param prefix empty, or ending with a slash
    public record Where(Optional<String> container, String prefix) {
        public static Where folder(String prefix) {
            return new Where(Optional.empty(), prefix);
        }
    }

    /// The drag over the node.
    public sealed interface Hover {
        record Nothing() implements Hover {}

        /// @param count of the files and folders
        record Ready(int count, Where where) implements Hover {}

        /// It cannot be dropped. Stays until the next drag, so that there is time to read the
        /// reason.
        record Refused(String reason, boolean folderHelps) implements Hover {}
    }

    /// @param where evaluated for each event; while empty, the outer target applies
    /// @param entered called for each move over the node
    /// @param ended called after each drop
    DropTarget(
            Node node,
            Supplier<Optional<Where>> where,
            TransfersModel transfers,
            Consumer<DropTarget> entered,
            Runnable ended) {
        this.node = node;
        this.where = where;
        this.transfers = transfers;
        this.entered = entered;
        this.ended = ended;
        node.setOnDragOver(this::over);
        node.setOnDragDropped(this::dropped);
        node.setOnDragExited(event -> clear());
    }

    /// The drag over the node now.
    public ReadOnlyObjectProperty<Hover> hover() {
        return hover.getReadOnlyProperty();
    }

    /// Reads the content once per drag, because this is called for each mouse move.
    private void over(DragEvent event) {
        Optional<Where> here = where.get();
        if (here.isEmpty()) {
            clear();
            return;
        }
        if (carried.isEmpty()) {
            carried = Optional.of(DragContent.of(event.getDragboard()));
        }
        entered.accept(this);
        switch (carried.get()) {
            case DragContent.Files files -> {
                event.acceptTransferModes(TransferMode.COPY);
                hover.set(new Hover.Ready(files.paths().size(), here.get()));
                node.pseudoClassStateChanged(DROP, true);
            }
            case DragContent.Refused refused -> hover.set(new Hover.Refused(refused.reason(), refused.folderHelps()));
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        Optional<Where> here = where.get();
        if (here.isEmpty()) {
            clear();
            return;
        }
        DragContent content = DragContent.of(event.getDragboard());
        if (content instanceof DragContent.Files files) {
            drop(files, here.get());
            hover.set(new Hover.Nothing());
        } else if (content instanceof DragContent.Refused refused) {
            hover.set(new Hover.Refused(refused.reason(), refused.folderHelps()));
        }
        event.setDropCompleted(content instanceof DragContent.Files);
        event.consume();
        clear();
        ended.run();
    }

    private void drop(DragContent.Files files, Where here) {
        if (here.container().isPresent()) {
            transfers.drop(files.paths(), here.container(), here.prefix());
        } else {
            transfers.drop(files.paths(), here.prefix());
        }
    }

    /// Ends the drag over the node, or because it shows another item now.
    public void clear() {
        carried = Optional.empty();
        node.pseudoClassStateChanged(DROP, false);
        if (hover.get() instanceof Hover.Ready) {
            hover.set(new Hover.Nothing());
        }
    }
}
