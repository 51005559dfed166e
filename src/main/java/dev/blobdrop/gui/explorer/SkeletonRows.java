package dev.blobdrop.gui.explorer;

import dev.blobdrop.gui.base.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Stands where the rows of a table will be while they are on their way, and looks like them.
public final class SkeletonRows extends VBox {
    public static final String ID = "skeleton";

    /// Names are of different lengths; in percent of the widest.
    private static final int[] LENGTHS = {62, 45, 80, 55, 70, 38};

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
