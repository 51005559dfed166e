package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.WindowBounds;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.transfers.TransfersPane;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Every pane that is hidden for lack of room reappears, and no saved setting can hide one for
/// good.
@Timeout(90)
@ExtendWith(WindowExtension.class)
class SavedLayoutTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final double LEAST = 100;

    private Stage stage;
    private Models models;
    private MainWindow window;

    @Start
    void open(Stage stage) {
        this.stage = stage;
    }

    @Test
    void containersComeBackWithTheWidthTheyHad(FxRobot robot) throws Exception {
        show(Settings.STANDARD);
        double before = width(robot);
        assertThat(before).isBetween(200.0, 300.0);
        resize(800);
        await().until(() -> robot.lookup("#" + ContainersPane.ID).tryQuery().isEmpty());
        resize(1180);
        awaitWidth(robot, before);
    }

    @Test
    void containersComeBackWhileTheWindowIsDraggedWider(FxRobot robot) throws Exception {
        show(Settings.STANDARD);
        double before = width(robot);
        for (int i = 0; i < 3; i++) {
            resize(760);
            for (int width = 860; width < 980; width += 7) {
                stageWidth(width);
            }
            Screenshots.settle();
            awaitWidth(robot, before);
        }
    }

    @Test
    void containersComeBackWhenThePaneBesideThemCloses(FxRobot robot) throws Exception {
        show(Settings.STANDARD.withWindow(new WindowBounds(0, 0, 1000, 700, false)));
        double before = width(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        await().until(() -> robot.lookup("#" + ContainersPane.ID).tryQuery().isEmpty());
        Screenshots.settle();
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        awaitWidth(robot, before);
    }

    @Test
    void containersThatAreFoldedAwayAtTheEndAreAsWideNextTime(FxRobot robot) throws Exception {
        show(Settings.STANDARD.withLayout("divider.containers", "0.3000"));
        double before = width(robot);
        resize(800);
        await().until(() -> robot.lookup("#" + ContainersPane.ID).tryQuery().isEmpty());
        onWindow(() -> {
            window.end();
            return true;
        });
        double saved =
                Double.parseDouble(models.settings().settings().get().layout().get("divider.containers"));
        assertThat(saved * 800).isBetween(before - 40, before + 40);
    }

    @Test
    void layoutThatHidesPanesIsHealed(FxRobot robot) throws Exception {
        show(Settings.STANDARD
                .withWindow(new WindowBounds(0, 0, 0, 0, false))
                .withLayout("divider.containers", "0.0006")
                .withLayout("divider.transfers", "0.9999")
                .withLayout("columns.blobs", "blob-size:0,blob-name:-5,blob-type:1e9"));
        assertThat(stage.getWidth()).isGreaterThanOrEqualTo(720);
        assertThat(stage.getHeight()).isGreaterThanOrEqualTo(480);
        assertThat(width(robot)).isGreaterThan(LEAST);
        robot.press(KeyCode.CONTROL).type(KeyCode.J).release(KeyCode.CONTROL);
        Screenshots.settle();
        Region transfers = robot.lookup("#" + TransfersPane.LIST).queryAs(Region.class);
        assertThat(onWindow(transfers::getHeight)).isGreaterThan(50);
        BlobTable table = robot.lookup("#" + BlobTable.ID).queryAs(BlobTable.class);
        for (TableColumn<?, ?> column : table.getVisibleLeafColumns()) {
            assertThat(onWindow(column::getWidth)).as(column.getId()).isBetween(50.0, 700.0);
        }
    }

    @Test
    void dividersCannotBePulledOverWhatTheyDivide(FxRobot robot) throws Exception {
        show(Settings.STANDARD);
        robot.press(KeyCode.CONTROL).type(KeyCode.J).release(KeyCode.CONTROL);
        Screenshots.settle();
        onWindow(() -> {
            robot.lookup(".split-pane")
                    .queryAllAs(javafx.scene.control.SplitPane.class)
                    .forEach(split -> split.setDividerPositions(
                            split.getOrientation() == javafx.geometry.Orientation.HORIZONTAL ? 0 : 1));
            return true;
        });
        Screenshots.settle();
        assertThat(width(robot)).isGreaterThan(LEAST);
        Region summary = robot.lookup("#" + TransfersPane.SUMMARY).queryAs(Region.class);
        double bottom =
                onWindow(() -> summary.localToScene(summary.getLayoutBounds()).getMaxY());
        assertThat(bottom).isLessThanOrEqualTo(onWindow(() -> stage.getScene().getHeight()));
    }

    private void show(Settings settings) throws Exception {
        onWindow(() -> {
            models = TestWindow.models(new FakeConnector(), Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), settings);
            window = BlobdropApp.wire(stage, models);
            // The stage is the one of the test before.
            stage.setWidth(1180);
            stage.setHeight(760);
            window.show();
            return true;
        });
        Screenshots.settle();
    }

    private void resize(double width) throws Exception {
        stageWidth(width);
        Screenshots.settle();
    }

    private void stageWidth(double width) throws Exception {
        onWindow(() -> {
            stage.setWidth(width);
            return true;
        });
    }

    private static double width(FxRobot robot) throws Exception {
        Region list = robot.lookup(".containers").queryAs(Region.class);
        return onWindow(list::getWidth);
    }

    private static void awaitWidth(FxRobot robot, double wanted) {
        await().untilAsserted(() -> {
            assertThat(robot.lookup(".containers").tryQuery()).isPresent();
            assertThat(width(robot)).isBetween(wanted - 12, wanted + 12);
        });
    }
}
