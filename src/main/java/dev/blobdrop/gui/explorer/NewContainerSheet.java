package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// Asks for the name of a new container and validates it while it is typed.
public final class NewContainerSheet {
    public static final String NAME = "new-container-name";
    public static final String RULE = "new-container-rule";
    public static final String CREATE = "new-container-create";

    private static final String USUAL = "workloadidentity";

    private final SheetLayer layer;
    private final ContainersModel containers;
    private final TextField name = new TextField();
    private final Label rule = Sheet.text("", "sentence");
    private final Button create = new Button(Texts.of("explorer.new.create"));

    /// Builds the sheet.
    public NewContainerSheet(SheetLayer layer, ContainersModel containers) {
        this.layer = layer;
        this.containers = containers;
    }

    /// Shows the sheet.
    public void show() {
        name.setId(NAME);
        name.setText(containers.names().contains(USUAL) ? "" : USUAL);
        rule.setId(RULE);
        create.setId(CREATE);
        create.setDefaultButton(true);
        create.getStyleClass().add(Styles.ACCENT);
        create.setOnAction(event -> create());
        Label label = new Label(Texts.of("explorer.new.name"));
        label.setLabelFor(name);
        Sheet sheet = new Sheet(
                layer,
                Texts.of("explorer.new"),
                Texts.of("window.sheet.cancel"),
                label,
                name,
                rule,
                Sheet.text(Texts.of("explorer.new.private"), "sentence"));
        sheet.addButton(create);
        name.textProperty().subscribe(this::judge);
        layer.show(sheet, name);
        name.selectAll();
    }

    private void judge(String text) {
        Optional<Problem> trouble = ContainersModel.trouble(text.strip());
        boolean exists = containers.names().contains(text.strip());
        create.setDisable(trouble.isPresent() || exists);
        name.pseudoClassStateChanged(Styles.STATE_DANGER, !text.isEmpty() && (trouble.isPresent() || exists));
        rule.setText(
                exists
                        ? Texts.of("explorer.new.exists")
                        : trouble.map(Problem::detail).map(Visible::of).orElse(Texts.of("explorer.new.fine")));
    }

    private void create() {
        create.setDisable(true);
        containers.create(name.getText().strip(), layer::hide, problem -> {
            create.setDisable(false);
            rule.setText(Visible.of(problem.title() + ". " + problem.detail()));
        });
    }
}
