package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.Theme;
import dev.blobdrop.core.storage.InMemoryBlobStore;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.control.Shortcut;
import dev.blobdrop.gui.explorer.ContainersPane;
import dev.blobdrop.gui.identity.ChainPane;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.FakeExaminer;
import dev.blobdrop.gui.transfers.TransfersPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// The window in light and dark, at 100 and 200 %, in English and in a longer language: pictures
/// for review, and automatic checks.
@Timeout(90)
@ExtendWith(WindowExtension.class)
class LooksTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final Set<String> DATA = Set.of(
            "contosodata",
            "workloadidentity",
            "2025",
            "2026",
            "summary.csv",
            "fresh.csv",
            "photo.jpg",
            "notes.txt",
            "images",
            "logs",
            "…");

    @TempDir
    Path folder;

    private Stage stage;
    private Models models;

    @AfterEach
    void close() throws Exception {
        onWindow(() -> {
            stage.hide();
            return true;
        });
    }

    @Test
    void lightAndDarkAtUsualSize(FxRobot robot) throws Exception {
        open(Settings.STANDARD.withTheme(Theme.LIGHT), 1180, 760);
        shoot("explorer-light");
        models(settings -> settings.withTheme(Theme.DARK));
        shoot("explorer-dark");
        robot.interact(
                () -> robot.lookup("#" + ConnectionBar.KEYS).queryButton().fire());
        shoot("keys-dark");
    }

    @Test
    void twiceAsLarge() throws Exception {
        open(Settings.STANDARD.withTheme(Theme.LIGHT).withZoom(200), 990, 980);
        shoot("explorer-light-200");
        models(settings -> settings.withTheme(Theme.DARK));
        shoot("explorer-dark-200");
    }

    @Test
    void smallestWindow() throws Exception {
        open(Settings.STANDARD.withTheme(Theme.LIGHT), 720, 480);
        shoot("explorer-narrow");
        Node account = stage.getScene().getRoot().lookup("#" + ConnectionBar.ACCOUNT);
        assertThat(account.localToScene(account.getLayoutBounds()).getMinY()).isPositive();
        assertThat(cutOff(explorer())).isEmpty();
    }

    @Test
    void nothingIsCutOffInEnglish() throws Exception {
        open(Settings.STANDARD.withTheme(Theme.LIGHT), 1180, 760);
        assertThat(cutOff(connection())).isEmpty();
        assertThat(cutOff(explorer())).isEmpty();
    }

    @Test
    @SuppressWarnings("try") // the language holds as long as it is open
    void everyWordCanBeTranslatedAndHasRoom(FxRobot robot) throws Exception {
        try (PseudoLanguage language = new PseudoLanguage()) {
            open(Settings.STANDARD.withTheme(Theme.LIGHT), 1280, 800);
            shoot("explorer-pseudo");
            assertTranslated(connection());
            assertTranslated(explorer());
            assertThat(cutOff(explorer())).isEmpty();
            for (String button : List.of(ConnectionBar.SETTINGS, ConnectionBar.KEYS, ContainersPane.NEW)) {
                Button opens = onWindow(() -> robot.lookup("#" + button).queryButton());
                robot.interact(opens::fire);
                Node sheet = robot.lookup("." + Sheet.STYLE).query();
                shoot("sheet-" + button + "-pseudo");
                assertTranslated(sheet);
                assertThat(cutOff(sheet)).isEmpty();
                robot.interact(robot.lookup("#" + Sheet.CLOSE).queryButton()::fire);
            }
            transfersAndChainAreTranslated(robot);
            models(settings -> settings.withZoom(200));
            shoot("explorer-pseudo-200");
        }
    }

    private void transfersAndChainAreTranslated(FxRobot robot) throws Exception {
        Path fresh = Files.writeString(folder.resolve("fresh.csv"), "x");
        Path taken = Files.writeString(folder.resolve("notes.txt"), "x");
        onWindow(() -> {
            models.transfers().drop(List.of(fresh), "");
            models.transfers().drop(List.of(taken), "");
            return true;
        });
        await().until(() ->
                onWindow(() -> models.transfers().questions().question().get()).isPresent());
        await().until(() -> onWindow(() -> models.transfers().rows().stream()
                .anyMatch(row -> row.lastUploaded().isPresent())));
        robot.interact(() -> list(robot).getSelectionModel().selectLast());
        Screenshots.settle();
        shoot("transfers-pseudo");
        assertTranslated(stage.getScene().lookup(".transfers"));
        robot.interact(() ->
                stage.getScene().getAccelerators().get(Shortcut.CHAIN.keys()).run());
        Screenshots.settle();
        shoot("chain-pseudo");
        Node chain = stage.getScene().lookup("#" + ChainPane.ID);
        assertTranslated(chain, LooksTest::isOurs);
        assertThat(cutOff(chain)).isEmpty();
        robot.interact(() ->
                stage.getScene().getAccelerators().get(Shortcut.CHAIN.keys()).run());
    }

    private static ListView<?> list(FxRobot robot) {
        return robot.lookup("#" + TransfersPane.LIST).queryListView();
    }

    /// The texts of the chain itself come from core, which is English only.
    private static boolean isOurs(Node node) {
        return node instanceof ButtonBase
                || node.getStyleClass().stream()
                        .anyMatch(Set.of("title", "hint", "heading", "place", "caption")::contains);
    }

    private void open(Settings settings, double width, double height) throws Exception {
        FakeConnector azure = new FakeConnector();
        azure.examiner(new FakeExaminer());
        azure.traceOnSuccess(FakeExaminer.LAPTOP);
        InMemoryBlobStore store = azure.store(ACCOUNT);
        store.containers().addAll(List.of("images", "logs"));
        int size = 900;
        for (String name : List.of("2025/a.csv", "2026/b.csv", "summary.csv", "photo.jpg", "notes.txt")) {
            size *= 7;
            store.place(name, new byte[size]);
        }
        onWindow(() -> {
            stage = new Stage();
            models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", ACCOUNT), settings);
            BlobdropApp.wire(stage, models).show();
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            return true;
        });
        await().until(() -> models.explorer().rows().size() == 5);
        await().until(() -> models.containers().names().size() == 3);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void models(UnaryOperator<Settings> change) throws Exception {
        onWindow(() -> {
            models.settings().change(change);
            return true;
        });
    }

    private Node connection() {
        return stage.getScene().getRoot().lookup(".connection");
    }

    private Node explorer() {
        return stage.getScene().getRoot().lookup(".explorer");
    }

    /// Texts in brackets come from the bundles; all others must be data.
    private static void assertTranslated(Node pane) throws Exception {
        assertTranslated(pane, node -> true);
    }

    private static void assertTranslated(Node pane, Predicate<Node> judged) throws Exception {
        List<String> plain = onWindow(() -> Stream.concat(
                        seen(pane)
                                .filter(judged)
                                .filter(Labeled.class::isInstance)
                                .map(node -> ((Labeled) node).getText()),
                        seen(pane).filter(TextField.class::isInstance).map(node -> ((TextField) node).getPromptText()))
                .filter(text -> text != null)
                .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                .filter(text -> !text.contains("["))
                .filter(text -> !isData(text))
                .toList());
        assertThat(plain).isEmpty();
    }

    private static boolean isData(String text) {
        return DATA.contains(text)
                || text.contains("alice@")
                || text.startsWith(ACCOUNT)
                || text.matches("[0-9.,]+ ([KMG]i)?B")
                || text.matches(".*\\d{4}, \\d.*")
                || text.matches("[a-z]+/[a-z-]+")
                || text.matches("((Ctrl|Shift|Alt)\\+)*[^ ]+");
    }

    /// Labels and buttons whose text does not fit, except table cells and headers, which have a
    /// tooltip and a divider.
    private static List<String> cutOff(Node pane) throws Exception {
        return onWindow(() -> seen(pane)
                .filter(node -> node instanceof Label || node instanceof Button)
                .filter(node -> outsideOfTables(node, pane))
                .map(Labeled.class::cast)
                .filter(LooksTest::isCutOff)
                .map(Labeled::getText)
                .toList());
    }

    private static boolean outsideOfTables(Node node, Node pane) {
        return Stream.iterate(node, at -> at != null && at != pane, Node::getParent)
                .noneMatch(at -> at.getStyleClass().contains("column-header"));
    }

    private static boolean isCutOff(Labeled labeled) {
        return labeled.lookupAll(".text").stream()
                .filter(Text.class::isInstance)
                .map(node -> ((Text) node).getText())
                .anyMatch(text -> text.endsWith("...") && !labeled.getText().endsWith("..."));
    }

    private static Stream<Node> seen(Node node) {
        return !node.isVisible()
                ? Stream.empty()
                : node instanceof Parent parent
                        ? Stream.concat(
                                Stream.of(node),
                                parent.getChildrenUnmodifiable().stream().flatMap(LooksTest::seen))
                        : Stream.of(node);
    }

    private void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
