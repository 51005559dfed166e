package dev.blobdrop.gui.control;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Shows one sheet at a time over the window and blocks what is below. Esc and a click beside the
/// sheet close it, and the focus returns to where it was.
public final class SheetLayer extends StackPane {
    private final Node below;
    private final Region scrim = new Region();
    private Optional<Node> focused = Optional.empty();
    private Runnable closed = () -> {};

    /// @param below everything else in the window
    public SheetLayer(Node below) {
        this.below = below;
        getStyleClass().add("sheet-layer");
        scrim.getStyleClass().add("scrim");
        scrim.setOnMouseClicked(event -> hide());
        setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    }

    /// Shows a sheet in the middle.
    ///
    /// @param first gets the focus
    public void show(Region sheet, Node first) {
        show(sheet, Pos.CENTER, first, () -> {});
    }

    /// Shows a sheet.
    ///
    /// @param then called when the sheet is closed
    public void show(Region sheet, Pos place, Node first, Runnable then) {
        if (isVisible()) {
            hide();
        }
        focused = Optional.ofNullable(getScene().getFocusOwner());
        closed = then;
        StackPane.setAlignment(sheet, place);
        getChildren().setAll(scrim, sheet);
        below.setDisable(true);
        setVisible(true);
        first.requestFocus();
    }

    /// Closes the sheet, if one is open.
    public void hide() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            below.setDisable(false);
            focused.ifPresent(Node::requestFocus);
            closed.run();
        }
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            hide();
            event.consume();
        }
    }
}
