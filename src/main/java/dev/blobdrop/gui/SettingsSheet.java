package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.SheetLayer;
import dev.blobdrop.gui.session.ConnectionFields;
import dev.blobdrop.gui.session.SettingsModel;
import dev.blobdrop.gui.transfers.PolicyTexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The settings. Changes apply immediately.
final class SettingsSheet {
    static final String ZOOM = "zoom";
    static final String THEME = "theme-";
    static final String POLICY = "settings-if-exists";
    static final String CONTAINER = "settings-container";
    static final String BANDWIDTH = "settings-bandwidth";
    static final String TRUSTED = "settings-trusted-hosts";
    static final String FORGET_SIGN_IN = "forget-sign-in";
    static final String FORGET_ACCOUNTS = "forget-accounts";

    private static final int STEP = 10;
    private static final long MEGA = 1024 * 1024;

    /// Bytes per second; 0 is no limit.
    private static final List<Long> LIMITS =
            List.of(0L, MEGA / 4, MEGA, 2 * MEGA, 5 * MEGA, 10 * MEGA, 25 * MEGA, 50 * MEGA, 100 * MEGA);

    private final Models models;
    private final SettingsModel settings;

    private SettingsSheet(Models models) {
        this.models = models;
        this.settings = models.settings();
    }

    static void show(SheetLayer layer, Models models) {
        SettingsSheet made = new SettingsSheet(models);
        ToggleGroup group = new ToggleGroup();
        VBox content = new VBox(
                new Label(Texts.of("window.settings.theme")),
                made.themes(group),
                made.labelled("window.settings.zoom", made.zoom()),
                made.labelled(
                        "transfers.policy",
                        PolicyTexts.choice(POLICY, models.transfers().ifExists())),
                made.labelled("window.settings.container", made.container()),
                made.labelled("window.settings.bandwidth", made.bandwidth()),
                heading("window.settings.connection"),
                new ConnectionFields(models.connection()),
                made.labelled("window.settings.trusted", made.trustedHosts()),
                heading("window.settings.remembered"),
                made.forget(),
                made.trouble());
        content.getStyleClass().add("settings");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setAccessibleText(Texts.of("window.settings"));
        Sheet sheet = Sheet.toRead(layer, Texts.of("window.settings"), scroll);
        layer.show(sheet, (RadioButton) group.getSelectedToggle());
    }

    private static Label heading(String key) {
        Label heading = new Label(Texts.of(key));
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        return heading;
    }

    private Settings now() {
        return settings.settings().get();
    }

    private Node themes(ToggleGroup group) {
        FlowPane themes = new FlowPane();
        themes.getStyleClass().add("folding-line");
        for (Theme theme : Theme.values()) {
            String word = theme.name().toLowerCase(Locale.ROOT);
            RadioButton button = new RadioButton(Texts.of("window.settings.theme." + word));
            button.setId(THEME + word);
            button.setToggleGroup(group);
            button.setSelected(now().theme() == theme);
            button.setOnAction(event -> settings.change(old -> old.withTheme(theme)));
            themes.getChildren().add(button);
        }
        return themes;
    }

    private Node labelled(String key, Node field) {
        Label label = new Label(Texts.of(key));
        label.setLabelFor(field);
        field.setAccessibleText(label.getText());
        VBox both = new VBox(label, field);
        both.getStyleClass().add("labelled");
        return both;
    }

    private Spinner<Integer> zoom() {
        Spinner<Integer> zoom = new Spinner<>(Settings.LEAST_ZOOM, Settings.MOST_ZOOM, now().zoom(), STEP);
        zoom.setId(ZOOM);
        zoom.getEditor().setAccessibleText(Texts.of("window.settings.zoom"));
        zoom.valueProperty().subscribe((before, percent) -> settings.change(old -> old.withZoom(percent)));
        return zoom;
    }

    /// Applied on Enter or when it loses the focus, because half a name is not valid.
    private TextField container() {
        TextField field = new TextField(now().startContainer().orElse(""));
        field.setId(CONTAINER);
        field.setPromptText(Texts.of("window.settings.container.prompt"));
        field.setTooltip(new Tooltip(Texts.of("window.settings.container.help")));
        field.setAccessibleHelp(Texts.of("window.settings.container.help"));
        Runnable take = () -> {
            Optional<String> name = Optional.of(field.getText().strip()).filter(text -> !text.isEmpty());
            if (!name.equals(now().startContainer())) {
                settings.change(old -> old.withStartContainer(name));
            }
        };
        field.setOnAction(event -> take.run());
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                take.run();
            }
        });
        return field;
    }

    /// Applied on Enter or when it loses the focus. Invalid names stay and are marked.
    private TextField trustedHosts() {
        TextField field = new TextField(String.join(", ", now().trustedHosts()));
        field.setId(TRUSTED);
        field.setPromptText(Texts.of("window.settings.trusted.prompt"));
        field.setTooltip(new Tooltip(Texts.of("window.settings.trusted.help")));
        field.setAccessibleHelp(Texts.of("window.settings.trusted.help"));
        field.setOnAction(event -> takeTrusted(field));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                takeTrusted(field);
            }
        });
        return field;
    }

    private void takeTrusted(TextField field) {
        try {
            List<String> hosts = Stream.of(field.getText().split("[,\\s]+"))
                    .filter(host -> !host.isEmpty())
                    .map(TrustedHosts::name)
                    .toList();
            field.pseudoClassStateChanged(Styles.STATE_DANGER, false);
            if (!hosts.equals(now().trustedHosts())) {
                settings.change(old -> old.withTrustedHosts(hosts));
            }
        } catch (ProblemException e) {
            field.pseudoClassStateChanged(Styles.STATE_DANGER, true);
        }
    }

    private ComboBox<Long> bandwidth() {
        ComboBox<Long> limit = new ComboBox<>();
        limit.setId(BANDWIDTH);
        limit.getItems()
                .setAll(Stream.concat(LIMITS.stream(), Stream.of(now().bandwidth()))
                        .distinct()
                        .sorted()
                        .toList());
        limit.setConverter(new LimitWords());
        limit.setValue(now().bandwidth());
        limit.valueProperty().subscribe((before, value) -> settings.change(old -> old.withBandwidth(value)));
        return limit;
    }

    /// Buttons that clear saved personal data. The window saves no secrets.
    private Node forget() {
        Button signIn = forget(
                FORGET_SIGN_IN,
                "window.settings.forget-sign-in",
                models.session().signIns()::signOut);
        Button accounts = forget(
                FORGET_ACCOUNTS, "window.settings.forget-accounts", () -> settings.change(Settings::withoutAccounts));
        FlowPane line = new FlowPane(signIn, accounts);
        line.getStyleClass().add("folding-line");
        return line;
    }

    private static Button forget(String id, String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(id);
        button.setOnAction(event -> {
            action.run();
            button.setText(Texts.of("window.settings.forgotten"));
        });
        return button;
    }

    private Label trouble() {
        Label trouble = Sheet.text("", "sentence");
        trouble.textProperty().bind(settings.trouble().map(SettingsSheet::words));
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        return trouble;
    }

    private static String words(Optional<Problem> trouble) {
        return trouble.map(problem -> problem.title() + ". " + problem.detail()).orElse("");
    }

    private static final class LimitWords extends StringConverter<Long> {
        @Override
        public String toString(Long limit) {
            return limit == null || limit == 0
                    ? Texts.of("window.settings.bandwidth.none")
                    : Texts.of("window.settings.bandwidth.value", Units.size(limit));
        }

        @Override
        public Long fromString(String words) {
            throw new UnsupportedOperationException("The list cannot be typed into");
        }
    }
}
