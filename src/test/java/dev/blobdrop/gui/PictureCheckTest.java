package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each planted fault is found, and nothing else.
@Timeout(60)
@ExtendWith(WindowExtension.class)
class PictureCheckTest {
    private static final String LONG = "a text that is a good deal longer than its place";

    @Test
    void whatIsRightIsNoFault() throws Exception {
        ListView<String> list = new ListView<>();
        list.getItems().setAll(IntStream.range(0, 90).mapToObj(i -> "row " + i).toList());
        VBox tall = new VBox();
        IntStream.range(0, 90).forEach(i -> tall.getChildren().add(new Label("line " + i)));
        ScrollPane scroll = new ScrollPane(tall);
        scroll.setFitToWidth(true);
        Label hidden = new Label("hidden");
        hidden.setVisible(false);
        assertThat(faults(new VBox(
                        new HBox(new Label("one"), new TextField("two")),
                        list,
                        scroll,
                        new StackPane(new Label("below"), hidden))))
                .isEmpty();
    }

    @Test
    void aNodeBeyondTheWindowIsCutOff() throws Exception {
        Label label = new Label(LONG);
        label.relocate(350, 10);
        assertThat(faults(new Pane(label))).singleElement().asString().startsWith("cut off: ");
    }

    @Test
    void aNodeBeyondItsPaneIsCutOff() throws Exception {
        Label label = new Label("low");
        label.relocate(10, 40);
        Pane small = new Pane(label);
        small.setMaxHeight(45);
        small.setMinHeight(45);
        assertThat(faults(new VBox(small))).singleElement().asString().startsWith("cut off: ");
    }

    @Test
    void aFieldInARowThatIsTooWideIsCutOff() throws Exception {
        TextField field = new TextField("x");
        field.setMinWidth(500);
        assertThat(faults(new VBox(new HBox(field)))).isNotEmpty();
    }

    @Test
    void aPromptLongerThanItsFieldIsCutOff() throws Exception {
        TextField field = new TextField();
        field.setPromptText(LONG);
        field.setMaxWidth(90);
        assertThat(faults(new VBox(field))).singleElement().asString().startsWith("prompt cut off");
        field.setText("typed");
        assertThat(faults(new VBox(field))).isEmpty();
    }

    @Test
    void aTextIsNotShortenedBesideFreeSpace() throws Exception {
        Label label = new Label(LONG);
        label.setMaxWidth(90);
        assertThat(faults(new HBox(label, new Region())))
                .singleElement()
                .asString()
                .startsWith("shortened beside free space: ");
    }

    @Test
    void aTextIsNotShortenedBesideANeighbourThatHoldsMoreThanItNeeds() throws Exception {
        Label label = new Label(LONG);
        Label greedy = new Label("x");
        greedy.setMinWidth(330);
        assertThat(faults(new HBox(label, greedy)))
                .singleElement()
                .asString()
                .startsWith("shortened beside free space: ");
    }

    @Test
    void aTextMayBeShortenedWhereThereIsNoRoom() throws Exception {
        Label one = new Label(LONG);
        Label other = new Label(LONG);
        assertThat(faults(new HBox(one, other))).isEmpty();
    }

    @Test
    void linesThatWrapAreAllThere() throws Exception {
        Label label = new Label(LONG + " " + LONG + " " + LONG);
        label.setWrapText(true);
        label.setMaxHeight(20);
        assertThat(faults(new VBox(label))).singleElement().asString().startsWith("lines missing: ");
    }

    @Test
    void textsDoNotLieOverEachOther() throws Exception {
        assertThat(faults(new StackPane(new Label("below"), new Label("above"))))
                .singleElement()
                .asString()
                .startsWith("over each other: ");
        Label label = new Label("second");
        label.relocate(5, 5);
        assertThat(faults(new Pane(new Label("first"), label)))
                .singleElement()
                .asString()
                .startsWith("over each other: ");
    }

    @Test
    void whatCoversWhatIsBelowDoesSoOnPurpose() throws Exception {
        StackPane sheet = new StackPane(new Label("above"));
        sheet.setStyle("-fx-background-color: white");
        assertThat(faults(new StackPane(new Label("below"), sheet))).isEmpty();
    }

    private static List<String> faults(Node node) throws Exception {
        return onWindow(() -> {
            Stage stage = new Stage();
            StackPane root = new StackPane(node);
            root.setAlignment(javafx.geometry.Pos.TOP_LEFT);
            stage.setScene(new Scene(root, 400, 300));
            stage.show();
            root.applyCss();
            root.layout();
            List<String> found = PictureCheck.faults(stage.getScene());
            stage.hide();
            return found;
        });
    }
}
