package dev.blobdrop.gui;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.model.SettingsModel;
import dev.blobdrop.gui.model.Texts;

import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

import java.util.Locale;
import java.util.Optional;

/// What can be set: light or dark, and how large everything is. A change counts at once.
final class SettingsSheet {
    static final String ZOOM = "zoom";
    static final String THEME = "theme-";

    private static final int STEP = 10;

    private SettingsSheet() {}

    static void show(SheetLayer layer, SettingsModel settings) {
        ToggleGroup group = new ToggleGroup();
        HBox themes = new HBox();
        themes.getStyleClass().add("line");
        for (Theme theme : Theme.values()) {
            String word = theme.name().toLowerCase(Locale.ROOT);
            RadioButton button = new RadioButton(Texts.of("window.settings.theme." + word));
            button.setId(THEME + word);
            button.setToggleGroup(group);
            button.setSelected(settings.settings().get().theme() == theme);
            button.setOnAction(event -> settings.change(old -> old.withTheme(theme)));
            themes.getChildren().add(button);
        }
        Spinner<Integer> zoom =
                new Spinner<>(
                        Settings.LEAST_ZOOM,
                        Settings.MOST_ZOOM,
                        settings.settings().get().zoom(),
                        STEP);
        zoom.setId(ZOOM);
        zoom.valueProperty()
                .subscribe((before, percent) -> settings.change(old -> old.withZoom(percent)));
        Label zoomLabel = new Label(Texts.of("window.settings.zoom"));
        zoomLabel.setLabelFor(zoom);
        zoom.setAccessibleText(zoomLabel.getText());
        zoom.getEditor().setAccessibleText(zoomLabel.getText());
        Label trouble = Sheet.text("", "sentence");
        trouble.textProperty().bind(settings.trouble().map(SettingsSheet::words));
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        Sheet sheet =
                Sheet.toRead(
                        layer,
                        Texts.of("window.settings"),
                        new Label(Texts.of("window.settings.theme")),
                        themes,
                        zoomLabel,
                        zoom,
                        trouble);
        layer.show(sheet, (RadioButton) group.getSelectedToggle());
    }

    private static String words(Optional<Problem> trouble) {
        return trouble.map(problem -> problem.title() + ". " + problem.detail()).orElse("");
    }
}
