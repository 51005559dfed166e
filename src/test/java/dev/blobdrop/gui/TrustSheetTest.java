package dev.blobdrop.gui;

import static dev.blobdrop.gui.TestWindow.onWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.gui.control.Sheet;
import dev.blobdrop.gui.explorer.PathBar;
import dev.blobdrop.gui.session.FakeConnector;
import dev.blobdrop.gui.session.SignIn;
import dev.blobdrop.gui.session.TrustSheet;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The question names the whole host, a no is the default, and so does the path afterwards.
@Timeout(90)
@ExtendWith(WindowExtension.class)
class TrustSheetTest {
    private static final String HOST = "contosodata.blob.core.windows.net.attacker.example";

    private final FakeConnector azure = new FakeConnector();
    private Stage stage;
    private Models models;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        models = TestWindow.models(azure, Map.of("STORAGE_ACCOUNT_URL", "https://" + HOST));
        BlobdropApp.wire(stage, models).show();
    }

    @Test
    void theWholeHostIsAskedAboutAndShownAfterwards(FxRobot robot) throws Exception {
        await().until(() -> robot.lookup("#" + TrustSheet.YES).tryQuery().isPresent());
        Label host = robot.lookup("#" + TrustSheet.HOST).queryAs(Label.class);
        assertThat(shown(host)).isEqualTo(HOST);
        assertThat(onWindow(() -> stage.getScene().getFocusOwner().getId())).isEqualTo(Sheet.CLOSE);
        Screenshots.take(stage.getScene(), "trust");

        robot.interact(() -> robot.lookup("#" + TrustSheet.YES).queryButton().fire());

        await().until(() -> onWindow(() -> models.session().signIn().get() instanceof SignIn.Done));
        assertThat(onWindow(() -> models.session().account().get()))
                .map(AccountUrl::host)
                .hasValue(HOST);
        Label crumb = robot.lookup("#" + PathBar.ACCOUNT).queryAs(Label.class);
        await().until(() -> shown(crumb).equals(HOST));
    }

    @Test
    void closingItIsANo(FxRobot robot) throws Exception {
        await().until(() -> robot.lookup("#" + TrustSheet.YES).tryQuery().isPresent());

        robot.interact(() -> robot.lookup("#" + Sheet.CLOSE).queryButton().fire());

        assertThat(onWindow(() -> models.session().account().get())).isEmpty();
        assertThat(azure.tried()).isEmpty();
        assertThat(azure.hosts().trusts(HOST)).isFalse();
        assertThat(onWindow(() -> models.session().notice().get().orElseThrow().title()))
                .isEqualTo(HOST + " isn't trusted");
    }

    /// The text as drawn: a label that is too narrow draws less than its text.
    private static String shown(Label label) throws Exception {
        return onWindow(() -> label.lookupAll(".text").stream()
                .map(Text.class::cast)
                .map(Text::getText)
                .findFirst()
                .orElse(""));
    }
}
