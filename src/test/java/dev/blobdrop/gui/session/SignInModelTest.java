package dev.blobdrop.gui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignInModelTest {
    private static final String ACCOUNT = "https://contosodata.blob.core.windows.net";
    private static final String OTHER = "https://otherdata.blob.core.windows.net";
    private static final String GOVERNMENT = "https://govdata.blob.core.usgovcloudapi.net";
    private static final SignInChoice BROWSER = new SignInChoice(CredentialKind.BROWSER, Optional.of("contoso.com"));
    private static final SignInChoice CLI = SignInChoice.of(CredentialKind.AZURE_CLI);
    private static final Identity BOB = new Identity(
            "InteractiveBrowserCredential",
            Optional.of("bob@contoso.example"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Instant.parse("2999-01-01T00:00:00Z"));
    private static final Problem NOBODY =
            Problem.of(Problem.Kind.NO_IDENTITY, "no-identity", "Nobody is signed in", "None.");

    private final FakeConnector azure = new FakeConnector();
    private final Pins pins = Pins.forgetful();
    private final OneWindow window = new OneWindow();
    private final SessionModel session =
            new SessionModel(window.threads(), azure, new Environment(Map.of("STORAGE_ACCOUNT_URL", ACCOUNT)), pins);
    private final SignInModel model = session.signIns();

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void startTriesTheLibrarysOrderWithoutAPrompt() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        assertThat(azure.tried()).containsExactly(SignInChoice.AUTOMATIC);
        assertThat(window.on(() -> model.prompt().get())).isEmpty();
    }

    @Test
    void clickOnBrowserAsksCountsDownAndSignsIn() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        window.run(() -> model.signIn(BROWSER));
        awaitAsked();
        window.run(session::refresh);
        assertThat(window.on(() -> model.left().get()).orElseThrow().toSeconds())
                .isBetween(60L, 120L);
        azure.person().complete(BOB);
        awaitText("bob@contoso.example · Browser");
        assertThat(window.on(() -> model.prompt().get())).isEmpty();
        assertThat(window.on(() -> model.left().get())).isEmpty();
    }

    @Test
    void cancelKeepsWhoeverWasSignedInAndSaysNothing() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        window.run(() -> model.signIn(BROWSER));
        awaitAsked();
        window.run(model::cancel);
        awaitText("alice@contoso.example · Azure CLI");
        assertThat(window.on(() -> session.notice().get())).isEmpty();
        assertThat(window.on(() -> model.choice().get())).isEqualTo(SignInChoice.AUTOMATIC);
        assertThat(pins.of(AccountUrl.parse(ACCOUNT))).isEmpty();
    }

    @Test
    void choiceThatWorkedIsPinnedToTheAccount() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        window.run(() -> model.signIn(CLI));
        await().until(() -> pins.of(AccountUrl.parse(ACCOUNT)).equals(Optional.of(CLI)));
    }

    @Test
    void windowTellsWhichAccountItShows() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        assertThat(azure.shown()).hasValue(AccountUrl.parse(ACCOUNT));
        show(GOVERNMENT);
        assertThat(azure.shown()).hasValue(AccountUrl.parse(GOVERNMENT));
    }

    /// A sign-in started for one account is neither used nor pinned for the next.
    @Test
    void accountThatIsLeftDuringItsSignInLeavesItBehind() {
        pins.pin(AccountUrl.parse(OTHER), BROWSER);
        start();
        awaitText("alice@contoso.example · Azure CLI");
        show(OTHER);
        window.run(() -> model.signIn(BROWSER));
        awaitAsked();
        show(ACCOUNT);
        azure.person().complete(BOB);
        awaitText("alice@contoso.example · Azure CLI");
        assertThat(pins.of(AccountUrl.parse(ACCOUNT))).isEmpty();
        assertThat(azure.tried().getLast()).isEqualTo(SignInChoice.AUTOMATIC);
    }

    @Test
    void whoIsSignedInToOneCloudIsNotShownInAnother() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        azure.refuse(NOBODY);
        show(GOVERNMENT);
        await().until(() -> window.on(() -> model.state().get() instanceof SignIn.Refused));
    }

    private void show(String account) {
        window.run(() -> {
            session.accountText().set(account);
            session.accept();
        });
    }

    @Test
    void choiceThatDidNotWorkIsNotPinnedAndIsExplained() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        azure.refuse(NOBODY);
        window.run(() -> model.signIn(CLI));
        await().until(() -> window.on(() -> session.notice().get()).isPresent());
        awaitText("alice@contoso.example · Azure CLI");
        assertThat(pins.of(AccountUrl.parse(ACCOUNT))).isEmpty();
    }

    @Test
    void pinnedBrowserIsNotOpenedAtTheStart() {
        pins.pin(AccountUrl.parse(ACCOUNT), BROWSER);
        start();
        awaitText("Not signed in");
        await().until(() -> window.on(() -> model.state().get()) instanceof SignIn.Refused);
        assertThat(azure.tried()).containsExactly(BROWSER);
        assertThat(window.on(() -> model.prompt().get())).isEmpty();
        assertThat(window.on(() -> session.notice().get())).as("a calm start").isEmpty();
        assertThat(window.on(model::tried)).isEqualTo(BROWSER);
    }

    @Test
    void accountWithAnotherChoiceSignsInByThatOne() {
        pins.pin(AccountUrl.parse("https://other.blob.core.windows.net"), CLI);
        start();
        awaitText("alice@contoso.example · Azure CLI");
        window.run(() -> {
            session.accountText().set("other");
            session.accept();
        });
        await().until(() -> azure.tried().equals(List.of(SignInChoice.AUTOMATIC, CLI)));
    }

    @Test
    void signInThatIsNotKeptSaysSoInOneLine() {
        azure.remember(false);
        start();
        window.run(() -> model.signIn(SignInChoice.of(CredentialKind.DEVICE_CODE)));
        awaitAsked();
        assertThat(window.on(() -> model.prompt().get()).orElseThrow())
                .isInstanceOfSatisfying(
                        PromptState.ForCode.class,
                        asked -> assertThat(asked.code()).isEqualTo("ABCD-EFGH"));
        azure.person().complete(BOB);
        awaitText("bob@contoso.example · Device code");
        assertThat(window.on(() -> model.remark().get()))
                .hasValue("You'll have to sign in again next time: no keyring.");
    }

    @Test
    void expiredTokenThatWasNotRenewedIsReported() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        azure.show(ended(FakeConnector.ALICE));
        window.run(session::refresh);
        assertThat(window.on(() -> model.state().get()).text()).isEqualTo("Sign-in expired");
        assertThat(window.on(session::missing)).hasValue("Waiting for sign-in");
    }

    @Test
    void failedRenewalOfATokenThatIsStillGoodIsNoEnd() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        azure.show(ended(BOB));
        window.run(session::refresh);
        assertThat(window.on(() -> model.state().get())).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void signOutLeavesNobody() {
        start();
        awaitText("alice@contoso.example · Azure CLI");
        window.run(model::signOut);
        awaitText("Not signed in");
        assertThat(window.on(() -> model.remark().get()))
                .hasValueSatisfying(text -> assertThat(text).contains("az logout"));
    }

    @Test
    void choiceIsKeptInTheWordsOfTheCommandLine() {
        assertThat(BROWSER.text()).isEqualTo("browser --tenant contoso.com");
        assertThat(SignInChoice.parse(BROWSER.text())).hasValue(BROWSER);
        assertThat(SignInChoice.parse("azure-cli")).hasValue(CLI);
        assertThat(SignInChoice.parse("telepathy")).isEmpty();
    }

    /// A renewal without an answer.
    private static ChainTrace ended(Identity who) {
        return new ChainTrace(
                CredentialKind.DEFAULT,
                List.of(new ChainTrace.Link(
                        1,
                        "AzureCliCredential",
                        "Azure CLI",
                        ChainTrace.Outcome.UNAVAILABLE,
                        ChainTrace.Effect.MOVED_ON,
                        Optional.empty(),
                        "az is not signed in",
                        List.of())),
                Optional.of(who),
                List.of());
    }

    private void start() {
        window.run(session::start);
    }

    private void awaitAsked() {
        await().until(() -> window.on(() -> model.prompt().get()).isPresent());
    }

    private void awaitText(String text) {
        await().until(() -> window.on(() -> model.state().get().text()).equals(text));
    }
}
