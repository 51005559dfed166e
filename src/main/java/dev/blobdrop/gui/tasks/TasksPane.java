package dev.blobdrop.gui.tasks;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Clip;
import dev.blobdrop.gui.control.FocusHeirs;
import dev.blobdrop.gui.control.Nodes;
import dev.blobdrop.gui.transfers.TransferCell;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A line for each download and deletion, below the table; takes no room without one.
public final class TasksPane extends VBox {
    static final String LINE = "task";
    public static final String WORDS = "task-words";
    public static final String STOP = "task-stop";
    public static final String COPY = "task-copy";
    public static final String OPEN_FILE = "task-open-file";
    public static final String OPEN_FOLDER = "task-open-folder";
    public static final String CLEAR = "tasks-clear";

    /// More lines would push the table away; the others appear as these are closed.
    private static final int MOST = 3;

    private final TasksModel model;
    private final Map<BackgroundTask, HBox> known = new IdentityHashMap<>();
    private final VBox lines = new VBox();
    private final Label more = new Label();
    private final Button clear = button(CLEAR, Texts.of("explorer.task.clear"));
    private final HBox all = all();

    /// Shows the tasks of a model.
    public TasksPane(TasksModel model) {
        this.model = model;
        getStyleClass().add("tasks");
        setMinHeight(Region.USE_PREF_SIZE);
        lines.getStyleClass().add("tasks-lines");
        getChildren().addAll(lines, all);
        FocusHeirs.of(this, this::ended);
        model.tasks().addListener((ListChangeListener<BackgroundTask>) change -> fill());
        fill();
    }

    /// Reuses the nodes of unchanged lines, so that they keep the focus.
    private void fill() {
        List<BackgroundTask> wanted = model.tasks().stream().limit(MOST).toList();
        known.keySet().retainAll(model.tasks());
        List<HBox> now = wanted.stream()
                .map(task -> known.computeIfAbsent(task, this::line))
                .toList();
        lines.getChildren().removeIf(line -> !now.contains(line));
        for (int i = 0; i < now.size(); i++) {
            if (lines.getChildren().size() <= i || lines.getChildren().get(i) != now.get(i)) {
                lines.getChildren().remove(now.get(i));
                lines.getChildren().add(i, now.get(i));
            }
        }
        Nodes.show(this, !now.isEmpty());
        int hidden = model.tasks().size() - now.size();
        more.setText(hidden > 0 ? Texts.of("explorer.task.more", hidden) : "");
        Nodes.show(all, model.tasks().size() > 1);
        offerToClear();
    }

    /// The focus of a removed line goes to the Close button of another one, never to a Cancel
    /// button.
    private Optional<Node> ended() {
        return model.tasks().stream()
                .filter(task -> !task.isRunning())
                .map(known::get)
                .filter(line -> line != null && line.getParent() == lines)
                .findFirst()
                .map(line -> line.lookup("#" + STOP));
    }

    private void offerToClear() {
        clear.setDisable(model.tasks().stream().allMatch(BackgroundTask::isRunning));
    }

    /// The commands for all lines.
    private HBox all() {
        more.setMaxWidth(Double.MAX_VALUE);
        more.getStyleClass().add("caption");
        HBox.setHgrow(more, Priority.ALWAYS);
        clear.setOnAction(event -> model.clear());
        HBox line = new HBox(more, clear);
        line.getStyleClass().add("line");
        return line;
    }

    private HBox line(BackgroundTask task) {
        Label words = new Label();
        words.setId(WORDS);
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Tooltip failures = new Tooltip();
        ProgressBar bar = new ProgressBar();
        bar.setMinWidth(0);
        Button copy = button(COPY, Texts.of("explorer.task.copy"));
        Button stop = button(STOP, "");
        Button openFile = button(OPEN_FILE, Texts.of("explorer.task.open-file"));
        Button openFolder = button(OPEN_FOLDER, Texts.of("explorer.task.open-folder"));
        task.state().subscribe(now -> {
            offerToClear();
            words.setText(Visible.of(now.words()));
            bar.setProgress(now.share());
            bar.setAccessibleText(now.words());
            Nodes.show(bar, now.running());
            Nodes.show(copy, !now.failures().isEmpty());
            String list = now.failures().stream().map(Visible::of).collect(Collectors.joining("\n"));
            copy.setOnAction(event -> Clip.text(list));
            failures.setText(list);
            opens(openFile, now.file());
            opens(openFolder, now.folder());
            words.setTooltip(now.failures().isEmpty() ? null : failures);
            words.pseudoClassStateChanged(TransferCell.FAILED, !now.failures().isEmpty());
            stop.setText(Texts.of(now.running() ? "explorer.task.cancel" : "explorer.task.close"));
            stop.setOnAction(event -> {
                if (now.running()) {
                    task.cancel();
                } else {
                    model.dismiss(task);
                }
            });
        });
        HBox line = new HBox(words, bar, openFile, openFolder, copy, stop);
        line.getStyleClass().addAll("line", LINE);
        line.hoverProperty().subscribe(at -> task.looked(at || line.isFocusWithin()));
        line.focusWithinProperty().subscribe(at -> task.looked(at || line.isHover()));
        return line;
    }

    private void opens(Button button, Optional<Path> path) {
        Nodes.show(button, path.isPresent());
        path.ifPresent(there -> button.setOnAction(event -> model.open(there)));
    }

    private static Button button(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }
}
