package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.gui.explorer.ExplorerPane;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.IdentityChip;
import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.session.SignInChoice;
import dev.blobdrop.gui.session.SignInMenu;
import dev.blobdrop.gui.session.SignInModel;
import dev.blobdrop.gui.session.SignInPanel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The menu of the identity chip and the sign-in prompts.
@Timeout(60)
@ExtendWith(WindowExtension.class)
class SignInPanelTest {
    private final FakeConnector azure = new FakeConnector();
    private Stage stage;
    private SignInModel signIns;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        Models models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", "contosodata"));
        signIns = models.session().signIns();
        new MainWindow(stage, models).show();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void brokerIsShownWithTheReasonWhyNot(FxRobot robot) {
        MenuItem broker = item(robot, CredentialKind.BROKER);
        assertThat(broker.isDisable()).isTrue();
        assertThat(broker.getText()).contains("not available here", "only available on Windows");
        assertThat(item(robot, CredentialKind.BROWSER).isDisable()).isFalse();
    }

    @Test
    void browserIsOpenedOnlyAfterTheFormsButtonWithItsTenant(FxRobot robot) throws Exception {
        fire(item(robot, CredentialKind.BROWSER));
        assertThat(azure.tried()).noneMatch(choice -> choice.kind() == CredentialKind.BROWSER);
        TextField tenant = robot.lookup("#" + SignInPanel.TENANT).queryAs(TextField.class);
        onWindow(() -> {
            tenant.setText(" contoso.com ");
            return true;
        });
        shoot("sign-in-form");
        press(robot, SignInPanel.BEGIN);
        await().until(() -> robot.lookup("#" + SignInPanel.LEFT).tryQuery().isPresent());
        assertThat(azure.tried()).contains(new SignInChoice(CredentialKind.BROWSER, Optional.of("contoso.com")));
        await().until(() -> text(robot, SignInPanel.LEFT).matches("[12]:\\d\\d left"));
        shoot("sign-in-browser");
        press(robot, SignInPanel.CANCEL);
        await().until(() -> robot.lookup("#" + SignInPanel.LEFT).tryQuery().isEmpty());
    }

    /// A silent attempt, at the start or for a new account, ends while the user is typing.
    @Test
    void formStaysWhenAnotherSignInEnds(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> signIns.state().get() instanceof SignIn.Done));
        CountDownLatch gate = new CountDownLatch(1);
        azure.holdBack(gate);
        onWindow(() -> {
            signIns.signIn(SignInChoice.AUTOMATIC);
            return true;
        });
        fire(item(robot, CredentialKind.BROWSER));
        gate.countDown();
        await().until(() -> onWindow(() -> signIns.state().get() instanceof SignIn.Done));
        assertThat(robot.lookup("#" + SignInPanel.TENANT).tryQuery()).isPresent();
        press(robot, SignInPanel.CANCEL);
        assertThat(robot.lookup("#" + SignInPanel.TENANT).tryQuery()).isEmpty();
    }

    @Test
    void codeIsLargeAndCanBeCopied(FxRobot robot) throws Exception {
        fire(item(robot, CredentialKind.DEVICE_CODE));
        press(robot, SignInPanel.BEGIN);
        await().until(() -> text(robot, SignInPanel.CODE).equals("ABCD-EFGH"));
        assertThat(text(robot, SignInPanel.PAGE)).contains("https://login.example/device");
        shoot("sign-in-code");
        press(robot, "copy-code");
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("ABCD-EFGH");
        onWindow(() -> {
            signIns.cancel();
            return true;
        });
    }

    @Test
    void whoSignsOutIsOfferedToSignInAgain(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> signIns.state().get() instanceof SignIn.Done));
        onWindow(() -> {
            signIns.signOut();
            return true;
        });
        await().until(() -> robot.lookup("#" + ExplorerPane.SIGN_IN).tryQuery().isPresent());
        MenuButton chip = robot.lookup("#" + IdentityChip.IDENTITY).queryAs(MenuButton.class);
        press(robot, ExplorerPane.SIGN_IN);
        assertThat(onWindow(chip::isShowing)).isTrue();
        onWindow(() -> {
            chip.hide();
            return true;
        });
    }

    private static MenuItem item(FxRobot robot, CredentialKind kind) {
        return robot.lookup("#" + IdentityChip.IDENTITY).queryAs(MenuButton.class).getItems().stream()
                .filter(item -> SignInMenu.id(kind).equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    private static void fire(MenuItem item) throws Exception {
        onWindow(() -> {
            item.fire();
            return true;
        });
    }

    private static void press(FxRobot robot, String id) throws Exception {
        Button button = robot.lookup("#" + id).queryButton();
        onWindow(() -> {
            button.fire();
            return true;
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse("");
    }

    private void shoot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshots.take(stage.getScene(), name);
    }
}
