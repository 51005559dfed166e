package dev.blobdrop.gui.tasks;

import atlantafx.base.theme.Styles;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Asks before blobs are deleted and says how many. The safe button has the focus; for many blobs
/// the number must be typed.
public final class DeleteSheet {
    public static final String DELETE = "delete-begin";
    public static final String NUMBER = "delete-number";

    /// For more blobs, the number must be typed.
    static final int FEW = 20;

    private static final int MOST_NAMES = 5;

    private DeleteSheet() {}

    /// Shows the question for counted blobs.
    public static void show(SheetLayer layer, TasksModel tasks, TasksModel.Counted counted) {
        int number = counted.number();
        VBox names = new VBox();
        List<String> first = counted.names(MOST_NAMES);
        first.forEach(name -> names.getChildren().add(Sheet.text(name, "name")));
        if (number > first.size()) {
            names.getChildren().add(Sheet.text(Texts.of("explorer.delete.more", number - first.size())));
        }
        Sheet sheet = new Sheet(
                layer,
                Texts.of("explorer.delete.title", number),
                Texts.of("window.sheet.cancel"),
                names,
                Sheet.text(Texts.of("explorer.delete.sentence"), "sentence"));
        Button delete = new Button(Texts.of("explorer.delete.begin", number));
        delete.setId(DELETE);
        delete.getStyleClass().add(Styles.DANGER);
        delete.setDisable(number == 0);
        delete.setOnAction(event -> {
            layer.hide();
            tasks.delete(counted);
        });
        if (number > FEW) {
            TextField typed = new TextField();
            typed.setId(NUMBER);
            Label label = new Label(Texts.of("explorer.delete.type", String.valueOf(number)));
            label.setLabelFor(typed);
            delete.disableProperty().bind(typed.textProperty().isNotEqualTo("" + number));
            sheet.getChildren().addAll(sheet.getChildren().size() - 1, List.of(label, typed));
        }
        sheet.addButton(delete);
        layer.show(sheet, sheet.close());
    }
}
