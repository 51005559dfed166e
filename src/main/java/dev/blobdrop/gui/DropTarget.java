package dev.blobdrop.gui;

import dev.blobdrop.gui.model.TransfersModel;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

import java.util.Optional;
import java.util.function.Supplier;

/// Makes a node take files and folders from other programs. A target inside another one goes
/// before it.
///
/// Only copying is offered, so that no file manager takes an upload for a move. A drop is noted and
/// the handler returns at once: the other program hangs as long as it runs. While something can be
/// dropped the node has the pseudo-class `drop`.
final class DropTarget {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private final Node node;
    private final Supplier<String> prefix;
    private final TransfersModel transfers;
    private final ReadOnlyObjectWrapper<Hover> hover =
            new ReadOnlyObjectWrapper<>(new Hover.Nothing());
    private Optional<DragContent> carried = Optional.empty();

    /// What hangs over the node.
    sealed interface Hover {
        record Nothing() implements Hover {}

        /// @param count of the files and folders
        record Ready(int count, String prefix) implements Hover {}

        /// It cannot be dropped; stays until the next drag, because a person reads more slowly than
        /// a drag ends.
        record Refused(String reason, boolean folderHelps) implements Hover {}
    }

    private DropTarget(Node node, Supplier<String> prefix, TransfersModel transfers) {
        this.node = node;
        this.prefix = prefix;
        this.transfers = transfers;
    }

    /// @param prefix where in the session's container a drop goes, asked when it happens: empty, or
    ///     ending with a slash
    static DropTarget on(Node node, Supplier<String> prefix, TransfersModel transfers) {
        DropTarget target = new DropTarget(node, prefix, transfers);
        node.setOnDragOver(target::over);
        node.setOnDragDropped(target::dropped);
        node.setOnDragExited(event -> target.left());
        return target;
    }

    ReadOnlyObjectProperty<Hover> hover() {
        return hover.getReadOnlyProperty();
    }

    /// The content is looked at once a drag: this is called for each move of the mouse.
    private void over(DragEvent event) {
        if (carried.isEmpty()) {
            carried = Optional.of(DragContent.of(event.getDragboard()));
        }
        switch (carried.get()) {
            case DragContent.Files files -> {
                event.acceptTransferModes(TransferMode.COPY);
                hover.set(new Hover.Ready(files.paths().size(), prefix.get()));
                node.pseudoClassStateChanged(DROP, true);
            }
            case DragContent.Refused refused ->
                    hover.set(new Hover.Refused(refused.reason(), refused.folderHelps()));
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        DragContent content = DragContent.of(event.getDragboard());
        if (content instanceof DragContent.Files files) {
            transfers.drop(files.paths(), prefix.get());
            hover.set(new Hover.Nothing());
        } else if (content instanceof DragContent.Refused refused) {
            hover.set(new Hover.Refused(refused.reason(), refused.folderHelps()));
        }
        event.setDropCompleted(content instanceof DragContent.Files);
        event.consume();
        left();
    }

    private void left() {
        carried = Optional.empty();
        node.pseudoClassStateChanged(DROP, false);
        if (hover.get() instanceof Hover.Ready) {
            hover.set(new Hover.Nothing());
        }
    }
}
