package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.PromptState;
import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.session.SignInMenu;
import dev.blobdrop.gui.session.SignInModel;
import dev.blobdrop.gui.session.SignInPanel;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.RealBrowser;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.SignInAddress;
import dev.blobdrop.sandbox.StandInOpener;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// An interactive sign-in from the window, in a real Chromium on the sandbox's sign-in pages, on a
/// desktop without any sign-in or keyring.
@Timeout(180)
@ExtendWith(WindowExtension.class)
class SignInWindowIT {
    private static final String ALICE = Identities.ALICE.principalName();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Optional<RealBrowser> chromium = Optional.empty();
    private static String missing = "";

    private final Sandbox azure = SharedSandbox.get();

    private Path directory;
    private StandInOpener opener;
    private SignInModel signIns;

    @BeforeAll
    static void openBrowser() throws IOException {
        chromium = RealBrowser.open(SharedSandbox.get(), Map.of(), reason -> missing = reason);
    }

    @AfterAll
    static void closeBrowser() {
        chromium.ifPresent(RealBrowser::close);
    }

    @Start
    void open(Stage stage) throws IOException {
        azure.reset();
        azure.identityProvider().people().deviceCodes(Duration.ofMinutes(15), Duration.ofSeconds(1));
        directory = Files.createTempDirectory(azure.state(), "desktop");
        opener = StandInOpener.write(directory.resolve("programs"));
        Models models = TestWindow.models(desktop());
        signIns = models.session().signIns();
        BlobdropApp.wire(stage, models).show();
    }

    /// Hides a signed-in `az` of the test machine.
    private Map<String, String> desktop() {
        Map<String, String> variables = new TreeMap<>(azure.laptopEnvironment());
        variables.put("PATH", opener.folder() + File.pathSeparator + variables.get("PATH"));
        variables.put("DISPLAY", ":77");
        variables.put("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
        variables.put("XDG_CONFIG_HOME", directory.resolve("settings").toString());
        return variables;
    }

    @Test
    void uploadWaitsForTheBrowserSignInAndThenStarts(FxRobot robot) throws Exception {
        RealBrowser browser = browser();
        awaitOut();
        assertThat(opener.windows()).as("windows that nobody asked for").isEmpty();
        drop(robot, "report.csv");

        begin(robot, CredentialKind.BROWSER);
        browser.go(opener.awaitWindow());
        browser.type("username", ALICE);
        browser.click("accept");
        browser.awaitTitle("Back to Blobdrop");

        awaitChip(robot, ALICE + " · Browser");
        awaitUploaded("report.csv");
        assertThat(text(robot, SignInPanel.REMARK)).isEqualTo("You'll have to sign in again next time: no keyring.");
        assertThat(opener.windows()).hasSize(1);
        assertThat(settings()).contains("browser");
    }

    @Test
    void cancelEndsTheListening(FxRobot robot) throws Exception {
        awaitOut();
        begin(robot, CredentialKind.BROWSER);
        SignInAddress address = new SignInAddress(opener.awaitWindow());
        awaitAsked();
        assertThat(address.isListenedFor()).as("listens while it waits").isTrue();
        await().atMost(PATIENCE).until(() -> text(robot, SignInPanel.LEFT).matches("[12]:\\d\\d left"));

        fire(robot, SignInPanel.CANCEL);
        await().atMost(PATIENCE).until(() -> !address.isListenedFor());
        awaitOut();
        assertThat(robot.lookup("#" + SignInPanel.LEFT).tryQuery()).isEmpty();
    }

    @Test
    void codeThatIsEnteredElsewhereSignsInAndSignOutEndsIt(FxRobot robot) throws Exception {
        RealBrowser browser = browser();
        awaitOut();
        begin(robot, CredentialKind.DEVICE_CODE);
        PromptState.ForCode asked = (PromptState.ForCode) awaitAsked();
        assertThat(text(robot, SignInPanel.CODE)).isEqualTo(asked.code());

        browser.go(URI.create(asked.page()));
        browser.type("code", asked.code());
        browser.click("next");
        browser.type("username", ALICE);
        browser.click("accept");
        browser.awaitTitle("Done");

        awaitChip(robot, ALICE + " · Device code");
        drop(robot, "after.csv");
        awaitUploaded("after.csv");
        assertThat(opener.windows()).as("windows of ours").isEmpty();

        onWindow(() -> {
            item(robot, SignInMenu.SIGN_OUT).fire();
            return true;
        });
        awaitChip(robot, "Not signed in");
        assertThat(text(robot, SignInPanel.REMARK)).contains("az logout");
    }

    private static RealBrowser browser() {
        assumeTrue(chromium.isPresent(), missing);
        return chromium.get();
    }

    /// By the chip's menu and the form's button, as a user would.
    private void begin(FxRobot robot, CredentialKind kind) throws Exception {
        onWindow(() -> {
            item(robot, SignInMenu.id(kind)).fire();
            return true;
        });
        fire(robot, SignInPanel.BEGIN);
    }

    private static MenuItem item(FxRobot robot, String id) {
        MenuButton chip = robot.lookup("#" + IdentityChip.IDENTITY).queryAs(MenuButton.class);
        return chip.getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    private void drop(FxRobot robot, String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "a;b\n1;2\n");
        Node root = robot.lookup(".root").query();
        onWindow(() -> SceneDrop.ofFiles(file).on(root));
    }

    private void awaitUploaded(String name) {
        await().atMost(PATIENCE).until(() -> azure.blobs().exists(azure.container(), name));
        assertThat(azure.blobs().get(azure.container(), name)).asString().isEqualTo("a;b\n1;2\n");
    }

    private void awaitOut() {
        await().atMost(PATIENCE).until(() -> onWindow(() -> signIns.state().get()) instanceof SignIn.Refused);
    }

    private PromptState awaitAsked() throws Exception {
        Supplier<Optional<PromptState>> asked = () -> {
            try {
                return onWindow(() -> signIns.prompt().get());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        await().atMost(PATIENCE).until(() -> asked.get().isPresent());
        return asked.get().orElseThrow();
    }

    private static void awaitChip(FxRobot robot, String text) {
        await().atMost(PATIENCE).until(() -> text(robot, IdentityChip.IDENTITY).equals(text));
    }

    private String settings() {
        Path file = directory.resolve("settings/blobdrop/window.properties");
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        await().atMost(PATIENCE).until(() -> Files.readString(file).contains("browser"));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private static void fire(FxRobot robot, String id) throws Exception {
        Button button = robot.lookup("#" + id).queryButton();
        onWindow(() -> {
            button.fire();
            return true;
        });
    }
}
