package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.BlobTable;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.explorer.ListingLine;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.identity.StationsPane;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.SessionModel;
import dev.blobdrop.gui.transfers.ConflictSheet;
import dev.blobdrop.gui.transfers.TransferCell;
import dev.blobdrop.gui.transfers.TransfersPane;
import dev.blobdrop.gui.transfers.row.RowAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything stays in reach with little room: a small window, large type, or both.
@Timeout(90)
class TightWindowTest extends SizedWindow {
    private static final String STATION =
            StationsPane.station(ChainPane.HERE, dev.blobdrop.core.diagnosis.Stage.EXCHANGE);

    /// 1280 by 720 at 200 % is a small laptop with text enlarged for poor eyesight.
    @ParameterizedTest
    @CsvSource({"1280,720,200", "720,720,200", "720,480,100"})
    void everythingStaysInReach(int width, int height, int zoom) throws Exception {
        String name = "tight-" + width + "x" + height + "-" + zoom;
        open(Settings.STANDARD.withTheme(Theme.DARK).withZoom(zoom), width, height);
        shoot(name + "-explorer");
        assertInside(
                ConnectionBar.ACCOUNT,
                IdentityChip.IDENTITY,
                IdentityChip.WHY,
                ConnectionBar.SETTINGS,
                ConnectionBar.KEYS,
                ExplorerPane.LIST,
                ExplorerPane.FILTER,
                ExplorerPane.UPLOAD,
                BlobTable.ID,
                ListingLine.COUNT,
                TransfersPane.OPEN,
                TransfersPane.SUMMARY);
        assertThat(height(BlobTable.ID)).as("room for rows").isGreaterThan(8 * em(zoom));

        transferOneAndFailOne();
        shoot(name + "-transfers");
        assertInside(BlobTable.ID, ListingLine.COUNT, TransfersPane.SUMMARY, TransfersPane.DETAILS, TransfersPane.ALL);
        assertThat(height(BlobTable.ID)).as("rows below the head").isGreaterThan(4 * em(zoom));
        Node list = node(TransfersPane.LIST);
        assertThat(seen(list).getHeight()).as("two transfers").isGreaterThan(6 * em(zoom));
        assertThat(seen(list).getWidth()).isGreaterThan(20 * em(zoom));

        question();
        shoot(name + "-question");
        assertInside(ConflictSheet.REPLACE, ConflictSheet.KEEP_BOTH, ConflictSheet.SKIP, ConflictSheet.LATER);
        fire(ConflictSheet.SKIP);

        press(Shortcut.CHAIN);
        onWindow(() -> {
            models.chain().diagnose();
            return true;
        });
        await().until(() -> onWindow(() -> node(STATION)) != null);
        shoot(name + "-chain");
        assertInside(
                ConnectionBar.ACCOUNT,
                IdentityChip.IDENTITY,
                ChainPane.CLOSE,
                ChainPane.EVERYONE,
                ChainPane.LARGE_VIEW);
        assertNothingBeyondTheEdge(node(ChainPane.ID));
        press(Shortcut.LARGE_VIEW);
        shoot(name + "-large-view");
        assertNothingBeyondTheEdge(node(ChainPane.ID));
        press(Shortcut.LARGE_VIEW);
        fire(ChainPane.CLOSE);
        Screenshots.settle();
        assertInside(BlobTable.ID, TransfersPane.SUMMARY);
        assertThat(onWindow(() -> stage.getScene().lookup("#" + ChainPane.ID))).isNull();
    }

    /// A name is taken; waits until the question has the room it needs.
    private void question() throws Exception {
        Path taken = Files.writeString(folder.resolve("notes.txt"), "mine");
        azure.store(ACCOUNT).set("notes.txt", "Cache-Control: no-cache", "metadata owner");
        onWindow(() -> {
            models.transfers().drop(List.of(taken), "");
            return true;
        });
        await().until(() -> onWindow(() -> node(ConflictSheet.ID).isVisible()));
        await().until(() -> seen(node(ConflictSheet.LATER)).getHeight() > 10);
        Screenshots.settle();
    }

    @Test
    void whatCanBeDoneStaysInReachWhereNothingCanBeShown() throws Exception {
        azure.refuse(Problem.of(Problem.Kind.IDENTITY_REFUSED, "AADSTS50076", "Refused", "Once more."));
        start(Settings.STANDARD.withZoom(200), 1280, 720);
        await().until(() -> onWindow(() -> node(ExplorerPane.SIGN_IN)) != null);
        onWindow(() -> {
            models.transfers().drop(List.of(folder.resolve("a.csv")), "");
            return true;
        });
        Screenshots.settle();
        shoot("tight-nobody");
        assertInside(ExplorerPane.SIGN_IN, ExplorerPane.FILTER, ExplorerPane.UPLOAD, TransfersPane.SUMMARY);
    }

    /// The smallest resolution of common projectors, with large type.
    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void nothingIsCutOffInTheSmallestLargeWindow(Theme theme) throws Exception {
        String name = "low-" + theme;
        open(Settings.STANDARD.withTheme(theme).withZoom(200), 800, 600);
        shoot(name + "-explorer");
        assertInside(BlobTable.ID, ListingLine.COUNT, TransfersPane.SUMMARY, ExplorerPane.UPLOAD);
        transferOneAndFailOne();
        onWindow(() -> {
            ((ListView<?>) node(TransfersPane.LIST)).getSelectionModel().clearSelection();
            return true;
        });
        shoot(name + "-transfers");
        assertInside(BlobTable.ID, ListingLine.COUNT, TransfersPane.SUMMARY, TransfersPane.ALL);
        assertThat(height(BlobTable.ID)).as("a row below the head").isGreaterThan(3 * em(200));
        assertThat(seen(node(TransfersPane.LIST)).getHeight()).as("a transfer").isGreaterThan(2.8 * em(200));
        assertThat(scrollBars(stage.getScene().lookup(".transfers"))).isLessThan(2);
        for (int row = 0; row < 2; row++) {
            int at = row;
            onWindow(() -> {
                ((ListView<?>) node(TransfersPane.LIST)).getSelectionModel().select(at);
                return true;
            });
            Screenshots.settle();
            shoot(name + "-selected-" + row);
            assertThat(scrollBars(stage.getScene().lookup(".transfers"))).isLessThan(2);
        }
        press(Shortcut.CHAIN);
        Screenshots.settle();
        shoot(name + "-chain");
        assertNothingBeyondTheEdge(node(ChainPane.ID));
        press(Shortcut.LARGE_VIEW);
        shoot(name + "-large-view");
        assertNothingBeyondTheEdge(node(ChainPane.ID));
    }

    private static long scrollBars(Node pane) throws Exception {
        return onWindow(() -> pane.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .filter(TightWindowTest::isSeen)
                .count());
    }

    /// The folders in the middle are hidden first, the open one last.
    @Test
    void theFolderThatIsOpenIsTheLastToBeShortened() throws Exception {
        open(Settings.STANDARD, 1280, 720);
        String path = "a-folder-of-the-year/another-of-the-month/one-more-of-the-day/the-open-one/";
        onWindow(() -> {
            models.explorer().open(path);
            return true;
        });
        for (String size : List.of("1280,100", "1000,100", "720,100", "1280,200", "800,200", "720,200")) {
            int width = Integer.parseInt(size.split(",")[0]);
            int zoom = Integer.parseInt(size.split(",")[1]);
            onWindow(() -> {
                stage.setWidth(width);
                models.settings().change(old -> old.withZoom(zoom));
                return true;
            });
            Screenshots.settle();
            shoot("path-" + width + "-" + zoom);
            Labeled open = (Labeled) onWindow(() -> node(PathBar.CRUMB + path));
            double missing = onWindow(() -> open.prefWidth(-1) - open.getWidth());
            boolean alone = onWindow(() -> stage.getScene().getRoot().lookupAll(".crumb").stream()
                            .filter(Labeled.class::isInstance)
                            .filter(Node::isVisible)
                            .count()
                    <= 2);
            assertThat(missing <= 1 || alone).as(size).isTrue();
            assertThat(onWindow(open::isVisible)).as(size).isTrue();
        }
        assertThat(onWindow(() -> ((MenuButton) stage.getScene().lookup(".crumbs .menu-button"))
                        .getItems().stream().map(MenuItem::getText).toList()))
                .contains("another-of-the-month");
    }

    /// It shows that it waits for Start in any size.
    @ParameterizedTest
    @CsvSource({"1180,760,100,LIGHT", "1180,760,100,DARK", "800,600,200,LIGHT", "720,480,100,DARK"})
    void whatIsReadyToUploadHasItsButtonInReach(int width, int height, int zoom, Theme theme) throws Exception {
        for (int i = 0; i <= 1_000; i++) {
            Files.createFile(folder.resolve(i + ".bin"));
        }
        open(Settings.STANDARD.withZoom(zoom).withTheme(theme), width, height);
        onWindow(() -> {
            models.transfers().drop(List.of(folder), "");
            return true;
        });
        String button = "." + TransferCell.style(RowAction.START);
        await().until(() -> onWindow(() -> {
            Node start = stage.getScene().lookup(button);
            return start != null && isSeen(start);
        }));
        shoot("ready-" + width + "-" + zoom + "-" + theme);
        Node start = onWindow(() -> stage.getScene().lookup(button));
        assertThat(start.getStyleClass()).contains("accent");
        assertThat(seen(start).getHeight()).isGreaterThan(10);
    }

    @Test
    void zoomInTheLargeViewCountsAfterItToo() throws Exception {
        open(Settings.STANDARD, 1180, 760);
        press(Shortcut.LARGE_VIEW);
        press(Shortcut.LARGER);
        String large = onWindow(() -> stage.getScene().getRoot().getStyle());
        press(Shortcut.LARGE_VIEW);
        assertThat(onWindow(() -> stage.getScene().getRoot().getStyle()))
                .isEqualTo(large)
                .contains("15.4px");
    }

    @Test
    void transfersOpenWithTheFirstDropAndFoldAwayByTheirKey() throws Exception {
        open(Settings.STANDARD, 1180, 760);
        assertThat(onWindow(() -> isSeen(node(TransfersPane.LIST)))).isFalse();
        transferOneAndFailOne();
        assertThat(onWindow(() -> isSeen(node(TransfersPane.LIST)))).isTrue();
        double usual = height(BlobTable.ID);
        press(Shortcut.TRANSFERS);
        Screenshots.settle();
        assertThat(onWindow(() -> isSeen(node(TransfersPane.LIST)))).isFalse();
        assertThat(height(BlobTable.ID)).isGreaterThan(usual + 100);
        press(Shortcut.TRANSFERS);
        Screenshots.settle();
        assertThat(height(BlobTable.ID)).isCloseTo(usual, within(3.0));
        assertThat(onWindow(() -> stage.getScene().getFocusOwner().getId())).isEqualTo(TransfersPane.LIST);
    }

    private void transferOneAndFailOne() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x");
        onWindow(() -> {
            models.transfers().drop(List.of(file), "");
            models.transfers().drop(List.of(folder.resolve("gone.csv")), "");
            return true;
        });
        await().until(() -> onWindow(() -> models.transfers().summary().get()).equals("1 failed, 1 done"));
        Screenshots.settle();
    }

    private SessionModel session() {
        return models.session();
    }
}
