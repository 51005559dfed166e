package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.ConnectionSettings;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.core.config.SettingsFile;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.gui.session.ConnectionBar;
import dev.blobdrop.gui.session.ConnectionFields;
import dev.blobdrop.gui.session.ConnectionModel.Field;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SignIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Settings take effect and are kept for the next window.
@Timeout(90)
class SettingsSheetTest extends AccountWindow {
    @TempDir
    static Path profile;

    private final Map<String, String> variables =
            Map.of("STORAGE_ACCOUNT_URL", ACCOUNT, "XDG_CONFIG_HOME", profile.toString());

    @Start
    void open(Stage stage) {
        show(stage, TestWindow.models(azure, variables));
    }

    @Test
    void conflictPolicyCountsForTheNextDrop(FxRobot robot) throws Exception {
        sheet(robot);
        ComboBox<ConflictPolicy> policy =
                robot.lookup("#" + SettingsSheet.POLICY).queryComboBox();
        robot.interact(() -> policy.setValue(ConflictPolicy.SKIP));
        assertThat(onWindow(() -> models.transfers().ifExists().get())).isEqualTo(ConflictPolicy.SKIP);
        await().until(() -> saved().ifExists().equals(Optional.of("skip")));
        Screenshots.take(stage.getScene(), "settings");
    }

    @Test
    void containerAtStartIsOpenedByTheNextWindow(FxRobot robot) throws Exception {
        sheet(robot);
        TextField name = robot.lookup("#" + SettingsSheet.CONTAINER).queryAs(TextField.class);
        robot.interact(name::requestFocus);
        robot.write("reports").type(KeyCode.ENTER);
        await().until(() -> saved().startContainer().equals(Optional.of("reports")));
        robot.interact(() -> models.containers().open("images"));
        await().until(() -> saved().container().equals(Optional.of("images")));
        Models next = onWindow(() -> TestWindow.models(new FakeConnector(), variables, saved()));
        assertThat(onWindow(() -> next.session().containerText().get())).isEqualTo("reports");
    }

    @Test
    void limitSlowsDownWhatIsSentAndLettingGoHelpsAtOnce(FxRobot robot) throws Exception {
        sheet(robot);
        ComboBox<Long> limit = robot.lookup("#" + SettingsSheet.BANDWIDTH).queryComboBox();
        robot.interact(() -> limit.getSelectionModel().select(1));
        await().until(() -> azure.bandwidth() == 256 * 1024);
        await().until(() -> saved().bandwidth() == 256 * 1024);
        for (int i = 0; i < 4; i++) {
            Files.write(folder.resolve(i + ".bin"), new byte[8 << 20]);
        }
        onWindow(() -> {
            models.transfers().drop(List.of(folder), "");
            return true;
        });
        await().during(Duration.ofSeconds(2)).until(() -> store.content().size() < 4);
        robot.interact(() -> limit.getSelectionModel().select(0));
        await().until(() -> store.content().size() == 4);
    }

    @Test
    void howServicesAreReachedIsLookedAtWhenItIsEntered(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> models.session().signIn().get() instanceof SignIn.Done));
        sheet(robot);
        enter(robot, Field.PROXY, "socks5://proxy.contoso.com");
        awaitTrouble(robot, Field.PROXY, "http:// URL of an HTTP proxy");
        enter(robot, Field.PROXY, "http://alice:secret@proxy.contoso.com:3128");
        awaitTrouble(robot, Field.PROXY, "don't store proxy passwords");
        enter(robot, Field.TENANT, "contoso com");
        awaitTrouble(robot, Field.TENANT, "is not a tenant");
        Path noCertificate = Files.writeString(folder.resolve("ca.pem"), "hello");
        enter(robot, Field.CA_FILE, noCertificate.toString());
        awaitTrouble(robot, Field.CA_FILE, "PEM");
        enter(robot, Field.CA_FILE, folder.resolve("nowhere.pem").toString());
        awaitTrouble(robot, Field.CA_FILE, "nowhere.pem");
        Screenshots.take(stage.getScene(), "settings-connection");
        assertThat(azure.connection()).isEqualTo(ConnectionSettings.NONE);
        assertThat(saved().connection()).isEqualTo(ConnectionSettings.NONE);
    }

    @Test
    void howServicesAreReachedCountsAtOnceAndInTheNextWindow(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> models.session().signIn().get() instanceof SignIn.Done));
        int tried = azure.tried().size();
        sheet(robot);
        enter(robot, Field.PROXY, "http://proxy.contoso.com:3128");
        await().until(() -> azure.connection().proxy().isPresent());
        await().until(() -> azure.tried().size() == tried + 1);
        enter(robot, Field.TENANT, "contoso.com");
        ConnectionSettings both = new ConnectionSettings(
                Optional.empty(), Optional.of("http://proxy.contoso.com:3128"), Optional.of("contoso.com"));
        await().until(() -> azure.connection().equals(both));
        await().until(() -> saved().connection().equals(both));
        FakeConnector later = new FakeConnector();
        onWindow(() -> TestWindow.models(later, variables, saved()));
        assertThat(later.connection()).isEqualTo(both);
        enter(robot, Field.PROXY, "");
        enter(robot, Field.TENANT, "");
        await().until(() -> saved().connection().equals(ConnectionSettings.NONE));
    }

    private static void enter(FxRobot robot, Field field, String text) {
        TextField node = robot.lookup("#" + ConnectionFields.id(field)).queryAs(TextField.class);
        robot.interact(() -> {
            node.setText(text);
            node.fireEvent(new ActionEvent());
        });
    }

    private static void awaitTrouble(FxRobot robot, Field field, String words) {
        String id = "#" + ConnectionFields.id(field) + "-trouble";
        await().until(() ->
                onWindow(() -> robot.lookup(id).queryAs(Label.class).getText()).contains(words));
    }

    @Test
    void signInAndAccountsAreForgotten(FxRobot robot) throws Exception {
        await().until(() -> onWindow(() -> models.session().signIn().get() instanceof SignIn.Done));
        await().until(() -> saved().accounts().contains(ACCOUNT));
        sheet(robot);
        robot.interact(robot.lookup("#" + SettingsSheet.FORGET_ACCOUNTS).queryButton()::fire);
        await().until(() -> saved().accounts().isEmpty());
        robot.interact(robot.lookup("#" + SettingsSheet.FORGET_SIGN_IN).queryButton()::fire);
        await().until(() -> onWindow(() -> models.session().signIn().get() instanceof SignIn.NotBegun));
    }

    private static Settings saved() {
        return SettingsFile.of(new Environment(Map.of("XDG_CONFIG_HOME", profile.toString())))
                .read();
    }

    private static void sheet(FxRobot robot) {
        robot.interact(robot.lookup("#" + ConnectionBar.SETTINGS).queryButton()::fire);
    }
}
