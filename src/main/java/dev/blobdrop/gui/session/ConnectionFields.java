package dev.blobdrop.gui.session;

import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.session.ConnectionModel.Field;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The fields of the connection settings. Each is applied on Enter or when it loses the focus; an
/// invalid one shows the reason below it.
public final class ConnectionFields extends VBox {
    static final String CHOOSE = "settings-ca-file-choose";

    private final ConnectionModel connection;

    /// Builds all fields.
    public ConnectionFields(ConnectionModel connection) {
        this.connection = connection;
        getStyleClass().add("settings-group");
        TextField file = field(Field.CA_FILE);
        Button choose = new Button(Texts.of("window.settings.ca-file.choose"));
        choose.setId(CHOOSE);
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(event -> choose(file));
        HBox line = new HBox(file, choose);
        line.getStyleClass().add("line");
        HBox.setHgrow(file, Priority.ALWAYS);
        TextField proxy = field(Field.PROXY);
        TextField tenant = field(Field.TENANT);
        getChildren()
                .addAll(
                        labelled(Field.CA_FILE, file, line),
                        labelled(Field.PROXY, proxy, proxy),
                        labelled(Field.TENANT, tenant, tenant));
    }

    /// The node id of a field.
    public static String id(Field field) {
        return "settings-" + word(field);
    }

    private static String word(Field field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String key(Field field) {
        return "window.settings." + word(field);
    }

    private TextField field(Field field) {
        TextField text = new TextField(connection.value(field));
        text.setId(id(field));
        text.setPromptText(Texts.of(key(field) + ".prompt"));
        text.setAccessibleText(Texts.of(key(field)));
        text.setAccessibleHelp(Texts.of(key(field) + ".help"));
        text.setTooltip(new Tooltip(Texts.of(key(field) + ".help")));
        text.setOnAction(event -> connection.enter(field, text.getText()));
        text.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                connection.enter(field, text.getText());
            }
        });
        return text;
    }

    private Node labelled(Field field, TextField text, Node line) {
        Label label = new Label(Texts.of(key(field)));
        label.setLabelFor(text);
        Label trouble = Sheet.text("", "field-trouble");
        trouble.setId(id(field) + "-trouble");
        trouble.textProperty().bind(connection.trouble(field).map(why -> why.orElse("")));
        trouble.visibleProperty().bind(trouble.textProperty().isNotEmpty());
        trouble.managedProperty().bind(trouble.visibleProperty());
        VBox all = new VBox(label, line, trouble);
        all.getStyleClass().add("labelled");
        return all;
    }

    private void choose(TextField file) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of(key(Field.CA_FILE)));
        Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow())).ifPresent(chosen -> {
            file.setText(chosen.toString());
            connection.enter(Field.CA_FILE, file.getText());
        });
    }
}
