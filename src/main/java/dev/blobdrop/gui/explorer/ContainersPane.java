package dev.blobdrop.gui.explorer;

import atlantafx.base.theme.Styles;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Visible;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.control.Icon;
import dev.blobdrop.gui.control.PaneState;
import dev.blobdrop.gui.control.ProblemStates;
import dev.blobdrop.gui.control.Prompt;
import dev.blobdrop.gui.control.StatePane;
import dev.blobdrop.gui.control.TypeAhead;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.DropTarget;
import dev.blobdrop.gui.transfers.DropTarget.Where;
import dev.blobdrop.gui.transfers.DropZone;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The account's containers, and a field that filters them or opens any other by name.
public final class ContainersPane extends VBox {
    public static final String ID = "containers";
    public static final String FIELD = "container";
    public static final String STATE = "containers-state";
    static final String MORE = "more-containers";
    public static final String NEW = "new-container";
    static final String REFRESH = "refresh-containers";

    private static final Duration TYPING = Duration.millis(300);

    private final SessionModel session;
    private final ContainersModel containers;
    private final ProblemStates troubles;
    private final DropZone drops;
    private final TextField field = new TextField();
    private final ListView<String> list = new ListView<>();
    private final StatePane state = new StatePane(STATE);
    private final PauseTransition typing = new PauseTransition(TYPING);
    private boolean following;

    /// @param wanted opens the sheet for a new container
    /// @param drops shows what a drag over a row would do
    public ContainersPane(
            SessionModel session, ContainersModel containers, ProblemStates troubles, Runnable wanted, DropZone drops) {
        this.troubles = troubles;
        this.session = session;
        this.drops = drops;
        this.containers = containers;
        getStyleClass().add("containers");
        StackPane middle = new StackPane(list, state);
        middle.setMinHeight(0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        prepareField();
        getChildren().addAll(head(wanted), field, middle, more());
        list();
        session.container().subscribe(container -> follow());
        containers.listing().subscribe(listing -> say());
        session.account().subscribe(account -> say());
        session.container().subscribe(container -> say());
    }

    private HBox head(Runnable wanted) {
        Label title = new Label(Texts.of("explorer.containers"));
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setLabelFor(list);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button add = icon(NEW, Icon.PLUS, Texts.of("explorer.containers.new"));
        add.setOnAction(event -> wanted.run());
        add.disableProperty().bind(session.account().map(Optional::isEmpty));
        Button refresh = icon(REFRESH, Icon.REFRESH, Texts.of("explorer.containers.refresh"));
        refresh.setOnAction(event -> containers.refresh());
        refresh.disableProperty().bind(session.account().map(Optional::isEmpty));
        HBox head = new HBox(title, space, add, refresh);
        head.getStyleClass().add("line");
        return head;
    }

    private static Button icon(String id, Icon icon, String text) {
        Button button = new Button();
        button.setId(id);
        button.setGraphic(icon.node());
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        return button;
    }

    private void prepareField() {
        field.setId(FIELD);
        Prompt.longestThatFits(
                field, Texts.of("explorer.containers.prompt"), Texts.of("explorer.containers.prompt.short"));
        field.setAccessibleText(Texts.of("explorer.containers.field"));
        field.setTooltip(new Tooltip(Texts.of("explorer.containers.field")));
        typing.setOnFinished(event -> containers.filter(field.getText().strip()));
        field.textProperty().subscribe((before, text) -> typing.playFromStart());
        field.setOnAction(event -> open());
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            }
        });
    }

    /// Opens the container in the field and clears the filter.
    private void open() {
        String name = field.getText().strip();
        if (!name.isEmpty()) {
            containers.open(name);
            if (session.container().get().isPresent()) {
                field.clear();
            }
        }
    }

    private void list() {
        list.setId(ID);
        list.setItems(containers.names());
        list.setAccessibleText(Texts.of("explorer.containers"));
        list.getStyleClass().addAll(Styles.DENSE, "container-list");
        list.setCellFactory(view -> new ContainerCell(drops));
        list.setPlaceholder(new Label());
        TypeAhead.on(list, name -> name);
        list.getSelectionModel().selectedItemProperty().subscribe((before, name) -> {
            if (name != null && !following) {
                containers.open(name);
            }
        });
        // Added after the list's own listener, which clears the selection.
        containers.names().addListener((ListChangeListener<String>) change -> follow());
    }

    /// Selects the open container if it is listed.
    private void follow() {
        following = true;
        Optional<String> chosen = session.container().get();
        list.getSelectionModel().clearSelection();
        chosen.filter(containers.names()::contains).ifPresent(list.getSelectionModel()::select);
        following = false;
    }

    private Button more() {
        Button more = new Button(Texts.of("explorer.containers.more"));
        more.setId(MORE);
        more.setMaxWidth(Double.MAX_VALUE);
        more.visibleProperty().bind(containers.more());
        more.managedProperty().bind(more.visibleProperty());
        more.disableProperty().bind(containers.busy());
        more.setOnAction(event -> containers.loadMore());
        return more;
    }

    private void say() {
        switch (containers.listing().get()) {
            case ListingState.Idle() -> {
                if (session.account().get().isEmpty()) {
                    show(Icon.CLOUD, "explorer.containers.none");
                } else {
                    state.clear();
                }
            }
            case ListingState.Loading() -> state.loading(Texts.of("explorer.state.loading"));
            case ListingState.Shown() -> {
                if (containers.names().isEmpty()) {
                    show(Icon.CONTAINER, "explorer.containers.empty");
                } else {
                    state.clear();
                }
            }
            case ListingState.Trouble(Problem problem) -> state.show(trouble(problem));
        }
    }

    private void show(Icon icon, String key) {
        state.show(PaneState.of(icon, Texts.of(key), Texts.of(key + ".sentence")));
    }

    /// A role on a single container is common, so the text must not sound like a failure.
    private PaneState trouble(Problem problem) {
        if (problem.kind() == Problem.Kind.DENIED_BY_ROLE) {
            return PaneState.of(
                    Icon.CONTAINER,
                    Texts.of("explorer.containers.denied"),
                    Texts.of("explorer.containers.denied.sentence"));
        }
        return troubles.of(ID, problem, containers::refresh);
    }

    /// The field that filters containers or opens one.
    public TextField field() {
        return field;
    }

    /// A container with its icon. A drop goes into this container, whichever is open.
    private static final class ContainerCell extends ListCell<String> {
        private final DropTarget target;

        ContainerCell(DropZone drops) {
            target = drops.target(
                    this, () -> Optional.ofNullable(getItem()).map(name -> new Where(Optional.of(name), "")));
        }

        @Override
        protected void updateItem(String name, boolean empty) {
            if (!Objects.equals(name, getItem())) {
                target.clear();
            }
            super.updateItem(name, empty);
            setText(empty ? null : Visible.of(name));
            setGraphic(empty ? null : Icon.CONTAINER.node());
        }
    }
}
