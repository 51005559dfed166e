package dev.blobdrop.gui;

import atlantafx.base.theme.Styles;

import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.model.Notice;
import dev.blobdrop.gui.model.TransferRow;
import dev.blobdrop.gui.model.TransfersModel;

import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import java.util.Optional;
import java.util.function.Function;

/// The drops as a table, newest first, and below it what is to be said about the selected one.
final class TransfersPane extends VBox {
    static final String TABLE = "transfers";
    static final String SUMMARY = "summary";
    static final String POLICY = "if-exists";
    static final String NOTICE = "transfer";

    private static final String LIST = "Uploads";
    private static final String EMPTY = "What you drop is listed here";
    private static final String POLICY_LABEL = "If a blob is there already";
    private static final String NAME = "Name";
    private static final String TARGET = "To";
    private static final String STATE = "State";
    private static final String PROGRESS = "Progress";
    private static final String COUNTS = "Files";
    private static final String SPEED = "Speed";
    private static final String MESSAGE = "Message";

    private final TableView<TransferRow> table = new TableView<>();

    TransfersPane(TransfersModel transfers) {
        table.setId(TABLE);
        table.setAccessibleText(LIST);
        table.setItems(transfers.rows());
        table.setPlaceholder(new Label(EMPTY));
        table.getStyleClass().addAll(Styles.DENSE, Styles.BORDERED);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        addColumns(transfers);
        transfers.rows().addListener((ListChangeListener<TransferRow>) change -> selectNewest());
        VBox.setVgrow(table, Priority.ALWAYS);

        getChildren().addAll(header(transfers), table, new NoticePane(NOTICE, selectedNotice()));
        getStyleClass().add("transfers");
    }

    private void selectNewest() {
        table.getSelectionModel().selectFirst();
        table.scrollTo(0);
    }

    private ObservableValue<Optional<Notice>> selectedNotice() {
        return table.getSelectionModel()
                .selectedItemProperty()
                .flatMap(TransferRow::notice)
                .orElse(Optional.empty());
    }

    private static HBox header(TransfersModel transfers) {
        Label summary = new Label();
        summary.setId(SUMMARY);
        summary.getStyleClass().add(Styles.TEXT_BOLD);
        summary.textProperty().bind(transfers.summary());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);

        ComboBox<ConflictPolicy> policy = new ComboBox<>();
        policy.setId(POLICY);
        policy.getItems().setAll(ConflictPolicy.values());
        policy.setConverter(new PolicyWords());
        policy.valueProperty().bindBidirectional(transfers.ifExists());
        policy.getStyleClass().add(Styles.SMALL);
        Label label = new Label(POLICY_LABEL);
        label.getStyleClass().add("caption");
        label.setLabelFor(policy);

        HBox header = new HBox(summary, space, label, policy);
        header.getStyleClass().add("line");
        return header;
    }

    private void addColumns(TransfersModel transfers) {
        TableColumn<TransferRow, String> state = text(STATE, TransferRow::state);
        state.setCellFactory(column -> new StateCell());
        table.getColumns().add(sized(text(NAME, TransferRow::name), 90, 160, 400));
        table.getColumns().add(sized(text(TARGET, TransferRow::target), 60, 150, 300));
        table.getColumns().add(sized(state, 80, 190, 200));
        table.getColumns().add(sized(progress(), 60, 100, 120));
        table.getColumns().add(sized(text(COUNTS, TransferRow::counts), 50, 80, 120));
        table.getColumns().add(sized(text(SPEED, TransferRow::speed), 50, 95, 110));
        table.getColumns().add(sized(text(MESSAGE, TransferRow::message), 90, 270, 5000));
        table.getColumns().add(sized(cancel(transfers), 80, 80, 80));
    }

    private static <T> TableColumn<TransferRow, T> sized(
            TableColumn<TransferRow, T> column, double least, double usual, double most) {
        column.setMinWidth(least);
        column.setPrefWidth(usual);
        column.setMaxWidth(most);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<TransferRow, String> text(
            String title, Function<TransferRow, ObservableValue<String>> value) {
        TableColumn<TransferRow, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> value.apply(cell.getValue()));
        column.setCellFactory(unused -> new TextCell());
        return column;
    }

    private static TableColumn<TransferRow, Number> progress() {
        TableColumn<TransferRow, Number> column = new TableColumn<>(PROGRESS);
        column.setCellValueFactory(cell -> cell.getValue().progress());
        column.setCellFactory(unused -> new ProgressCell());
        return column;
    }

    private static TableColumn<TransferRow, TransferRow> cancel(TransfersModel transfers) {
        TableColumn<TransferRow, TransferRow> column = new TableColumn<>("");
        column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
        column.setCellFactory(unused -> new CancelCell(transfers::cancel));
        return column;
    }

    /// The policies in the window's words.
    private static final class PolicyWords extends StringConverter<ConflictPolicy> {
        @Override
        public String toString(ConflictPolicy policy) {
            return switch (policy) {
                case null -> "";
                case FAIL -> "Ask nothing, report";
                case SKIP -> "Skip";
                case REPLACE -> "Replace";
                case KEEP_BOTH -> "Keep both";
                case IF_NEWER -> "Replace older ones";
                case IF_DIFFERENT -> "Replace what differs";
            };
        }

        @Override
        public ConflictPolicy fromString(String words) {
            throw new UnsupportedOperationException("The list cannot be typed into");
        }
    }
}
