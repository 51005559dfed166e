package dev.blobdrop.gui.control;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A sheet with a title, content and buttons, the last of which closes it.
public final class Sheet extends VBox {
    public static final String STYLE = "sheet";
    public static final String CLOSE = "close-sheet";

    private final HBox buttons = new HBox();
    private final Button close = new Button();

    /// A sheet with one button.
    ///
    /// @param closeText the text of the button that closes it
    public Sheet(SheetLayer layer, String title, String closeText, Node... content) {
        Label head = new Label(Visible.of(title));
        head.getStyleClass().add(Styles.TITLE_3);
        head.setWrapText(true);
        head.setMinHeight(Region.USE_PREF_SIZE);
        close.setText(closeText);
        close.setId(CLOSE);
        close.setCancelButton(true);
        close.setOnAction(event -> layer.hide());
        buttons.getChildren().add(close);
        buttons.getStyleClass().add("sheet-buttons");
        getChildren().add(head);
        getChildren().addAll(content);
        getChildren().add(buttons);
        getStyleClass().add(STYLE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    /// A sheet that only informs.
    public static Sheet toRead(SheetLayer layer, String title, Node... content) {
        return new Sheet(layer, title, Texts.of("window.sheet.close"), content);
    }

    /// Adds a button before the one that closes the sheet.
    public void addButton(Button button) {
        buttons.getChildren().addFirst(button);
    }

    /// The button that closes the sheet.
    public Button close() {
        return close;
    }

    /// A wrapped text with style classes.
    public static Label text(String words, String... styles) {
        Label label = new Label(Visible.of(words));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
