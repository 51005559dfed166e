package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.ForeignText;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.DropTarget;
import dev.blobdrop.gui.transfers.DropZone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The path of the table: the account it shows, whatever is being typed in the account field, and a
/// button for each folder; or the whole path as text.
public final class PathBar extends StackPane {
    public static final String FIELD = "path";
    public static final String EDIT = "edit-path";
    public static final String CRUMB = "crumb-";
    public static final String ACCOUNT = "path-account";

    private final SessionModel session;
    private final ExplorerModel explorer;
    private final DropZone drops;
    private final CrumbLine crumbs = new CrumbLine(menu());
    private final HBox line = new HBox();
    private final Label account = new Label();
    private boolean tight;
    private final TextField field = new TextField();
    private final ForeignText path = new ForeignText(field);
    private Runnable whereTo = () -> {};

    private record Crumb(String name, String prefix) {}

    /// @param drops shows what a drag over a folder of the path would do
    PathBar(SessionModel session, ExplorerModel explorer, DropZone drops) {
        this.drops = drops;
        this.session = session;
        this.explorer = explorer;
        field.setId(FIELD);
        field.setAccessibleText(Texts.of("explorer.path"));
        field.setPromptText(Texts.of("explorer.path.prompt"));
        field.setVisible(false);
        field.setOnAction(event -> go());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                show(false);
            }
        });

        Button edit = new Button();
        edit.setId(EDIT);
        edit.setGraphic(Icon.PENCIL.node());
        edit.setAccessibleText(Shortcut.EDIT_PATH.text());
        edit.setTooltip(new Tooltip(Shortcut.EDIT_PATH.label()));
        edit.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        edit.setOnAction(event -> edit());
        HBox.setHgrow(crumbs, Priority.ALWAYS);
        line.getChildren().addAll(crumbs, edit);
        line.getStyleClass().add("path-line");
        getChildren().addAll(line, field);
        getStyleClass().add("path-bar");
        setMinWidth(0);

        account.setId(ACCOUNT);
        account.setMinWidth(0);
        account.getStyleClass().add("crumb");
        session.account().subscribe(known -> fill());
        session.container().subscribe(container -> fill());
        explorer.prefix().subscribe(prefix -> fill());
    }

    /// @param where called after a path was entered, to move the focus
    void afterwards(Runnable where) {
        whereTo = where;
    }

    /// In a narrow pane the account is left out; the account field shows it.
    void tight(boolean wanted) {
        if (tight != wanted) {
            tight = wanted;
            fill();
        }
    }

    private void fill() {
        List<Crumb> all = new ArrayList<>();
        session.container().get().ifPresent(name -> all.add(new Crumb(name, "")));
        String prefix = explorer.prefix().get();
        int from = 0;
        for (int at = prefix.indexOf('/'); at >= 0; at = prefix.indexOf('/', from)) {
            all.add(new Crumb(prefix.substring(from, at), prefix.substring(0, at + 1)));
            from = at + 1;
        }
        List<CrumbLine.Crumb> way = new ArrayList<>();
        session.account().get().filter(known -> !tight || known.isNamedByHost()).ifPresent(known -> {
            show(known);
            way.add(new CrumbLine.Crumb(account, Optional.empty(), known.isNamedByHost()));
        });
        all.forEach(crumb ->
                way.add(new CrumbLine.Crumb(button(crumb, crumb == all.getLast()), Optional.of(item(crumb)), false)));
        crumbs.show(way);
    }

    /// For a host that is not Azure's, the end of the name tells who owns it, so it is never cut
    /// off.
    private void show(AccountUrl known) {
        account.setText(known.shownName());
        account.setTooltip(new Tooltip(known.toString()));
        account.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        account.setMinWidth(known.isNamedByHost() ? Region.USE_PREF_SIZE : 0);
    }

    private static String name(Crumb crumb) {
        return crumb.name().isEmpty() ? Texts.of("explorer.path.nameless") : Visible.of(crumb.name());
    }

    private Node button(Crumb crumb, boolean last) {
        String name = name(crumb);
        Button button = new Button(name);
        button.setMnemonicParsing(false);
        button.setId(CRUMB + crumb.prefix());
        button.setMinWidth(0);
        button.setTooltip(new Tooltip(name));
        button.getStyleClass().addAll(Styles.FLAT, "crumb");
        if (last) {
            button.getStyleClass().add("last");
        }
        button.setOnAction(event -> explorer.open(crumb.prefix()));
        drops.target(button, () -> Optional.of(DropTarget.Where.folder(crumb.prefix())));
        return button;
    }

    private MenuItem item(Crumb crumb) {
        MenuItem item = new MenuItem(name(crumb));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> explorer.open(crumb.prefix()));
        return item;
    }

    private static MenuButton menu() {
        MenuButton menu = new MenuButton("…");
        menu.setAccessibleText(Texts.of("explorer.path.between"));
        menu.getStyleClass().addAll(Styles.FLAT, "crumb", "no-arrow");
        return menu;
    }

    /// Shows the path as text, to edit or copy it.
    void edit() {
        path.show(session.container().get().map(name -> name + "/").orElse("")
                + explorer.prefix().get());
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    private void show(boolean asText) {
        field.setVisible(asText);
        line.setVisible(!asText);
    }

    private void go() {
        explorer.goTo(path.read());
        show(false);
        whereTo.run();
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            show(false);
            whereTo.run();
            event.consume();
        }
    }
}
