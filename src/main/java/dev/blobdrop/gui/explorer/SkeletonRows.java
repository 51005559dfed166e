package dev.blobdrop.gui.explorer;

import dev.blobdrop.gui.base.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Placeholder rows while a table is loading.
public final class SkeletonRows extends VBox {
    public static final String ID = "skeleton";

    /// Lengths of the names, in percent of the longest.
    private static final int[] LENGTHS = {62, 45, 80, 55, 70, 38};

    /// Builds the rows.
    public SkeletonRows() {
        setId(ID);
        getStyleClass().add("skeleton");
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        Label said = new Label(Texts.of("explorer.state.loading"));
        said.getStyleClass().add("caption");
        setAccessibleText(said.getText());
        for (int length : LENGTHS) {
            getChildren().add(row(length));
        }
        getChildren().add(said);
    }

    private static HBox row(int length) {
        Region icon = new Region();
        icon.getStyleClass().addAll("bone", "square");
        Region name = new Region();
        name.getStyleClass().add("bone");
        name.setStyle("-fx-pref-width: %.1fem;".formatted(length * 0.2).replace(',', '.'));
        HBox row = new HBox(icon, name);
        row.getStyleClass().add("line");
        return row;
    }
}
