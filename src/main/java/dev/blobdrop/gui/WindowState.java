package dev.blobdrop.gui;

import dev.blobdrop.core.config.WindowBounds;
import dev.blobdrop.gui.session.SettingsModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Saves and restores the window's position, dividers and columns.
final class WindowState {
    /// At least this much of the title bar must be on a screen, or the window could not be moved.
    private static final double REACHABLE_WIDTH = 120;

    private static final double REACHABLE_HEIGHT = 40;

    /// A divider nearer to an edge hides a pane, so it is not saved or restored.
    private static final double LEAST_SHARE = 0.02;

    private static final double MOST_COLUMN = 4_000;

    private static final String UP = "up";
    private static final String DOWN = "down";

    private final Stage stage;
    private final SettingsModel settings;
    private WindowBounds normal = new WindowBounds(0, 0, 0, 0, false);

    WindowState(Stage stage, SettingsModel settings) {
        this.stage = stage;
        this.settings = settings;
        stage.xProperty().subscribe(this::note);
        stage.yProperty().subscribe(this::note);
        stage.widthProperty().subscribe(this::note);
        stage.heightProperty().subscribe(this::note);
    }

    private void note() {
        if (!stage.isMaximized() && !stage.isIconified() && stage.getWidth() > 0) {
            normal = new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
        }
    }

    void restore() {
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        settings.settings()
                .get()
                .window()
                .flatMap(bounds -> fitting(bounds, screens))
                .ifPresent(bounds -> {
                    stage.setX(bounds.x());
                    stage.setY(bounds.y());
                    stage.setWidth(Math.max(bounds.width(), stage.getMinWidth()));
                    stage.setHeight(Math.max(bounds.height(), stage.getMinHeight()));
                    stage.setMaximized(bounds.maximised());
                });
    }

    /// The bounds fitted to the current screens; empty when their screen is gone or they are
    /// invalid.
    static Optional<WindowBounds> fitting(WindowBounds wanted, List<Rectangle2D> screens) {
        // Also false for NaN.
        boolean usable = wanted.width() > 0 && wanted.height() > 0;
        return screens.stream()
                .filter(screen -> usable)
                .filter(screen ->
                        Math.min(wanted.x() + wanted.width(), screen.getMaxX()) - Math.max(wanted.x(), screen.getMinX())
                                        >= REACHABLE_WIDTH
                                && wanted.y() >= screen.getMinY()
                                && wanted.y() + REACHABLE_HEIGHT <= screen.getMaxY())
                .findFirst()
                .map(screen -> new WindowBounds(
                        wanted.x(),
                        wanted.y(),
                        Math.min(wanted.width(), screen.getWidth()),
                        Math.min(wanted.height(), screen.getHeight()),
                        wanted.maximised()));
    }

    void save() {
        WindowBounds now =
                new WindowBounds(normal.x(), normal.y(), normal.width(), normal.height(), stage.isMaximized());
        settings.change(old -> old.withWindow(now));
    }

    /// Restores the divider of a split pane.
    void divider(String name, SplitPane split) {
        layout(name).flatMap(WindowState::number).filter(WindowState::isUsable).ifPresent(split::setDividerPositions);
    }

    private static boolean isUsable(double share) {
        return share >= LEAST_SHARE && share <= 1 - LEAST_SHARE;
    }

    void saveDivider(String name, double share) {
        if (isUsable(share)) {
            String text = String.format(Locale.ROOT, "%.4f", share);
            settings.change(old -> old.withLayout(name, text));
        }
    }

    /// Restores the order and widths of a table's columns.
    void columns(String name, TableView<?> table) {
        layout(name).ifPresent(text -> arrange(table, text));
    }

    private static <T> void arrange(TableView<T> table, String text) {
        int place = 0;
        for (String part : text.split(",")) {
            String[] idAndWidth = part.split(":");
            Optional<TableColumn<T, ?>> column = table.getColumns().stream()
                    .filter(each -> idAndWidth[0].equals(each.getId()))
                    .findFirst();
            if (column.isPresent() && idAndWidth.length == 2) {
                number(idAndWidth[1])
                        .filter(width -> width > 0 && width <= MOST_COLUMN)
                        .ifPresent(column.get()::setPrefWidth);
                table.getColumns().remove(column.get());
                table.getColumns().add(Math.min(place, table.getColumns().size()), column.get());
                place++;
            }
        }
    }

    void saveColumns(String name, TableView<?> table) {
        String text = table.getColumns().stream()
                .map(column -> String.format(Locale.ROOT, "%s:%.0f", column.getId(), column.getWidth()))
                .collect(Collectors.joining(","));
        settings.change(old -> old.withLayout(name, text));
    }

    /// Restores the sort order of a table.
    void sorting(String name, TableView<?> table) {
        layout(name).ifPresent(text -> sort(table, text));
    }

    private static <T> void sort(TableView<T> table, String text) {
        List<TableColumn<T, ?>> by = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] idAndType = part.split(":");
            table.getColumns().stream()
                    .filter(column -> idAndType[0].equals(column.getId()))
                    .filter(column -> idAndType.length == 2 && !by.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        column.setSortType(
                                idAndType[1].equals(DOWN)
                                        ? TableColumn.SortType.DESCENDING
                                        : TableColumn.SortType.ASCENDING);
                        by.add(column);
                    });
        }
        table.getSortOrder().setAll(by);
    }

    void saveSorting(String name, TableView<?> table) {
        String text = table.getSortOrder().stream()
                .map(column ->
                        column.getId() + ":" + (column.getSortType() == TableColumn.SortType.DESCENDING ? DOWN : UP))
                .collect(Collectors.joining(","));
        settings.change(old -> old.withLayout(name, text));
    }

    private Optional<String> layout(String name) {
        return Optional.ofNullable(settings.settings().get().layout().get(name));
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
