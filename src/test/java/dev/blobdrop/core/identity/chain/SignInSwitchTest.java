package dev.blobdrop.core.identity.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.chain.SignInSwitch.Account;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInSwitchTest {
    private static final String PUBLIC = "https://login.microsoftonline.com/";
    private static final String GOVERNMENT = "https://login.microsoftonline.us/";
    private static final Account A = new Account("https://a", PUBLIC);
    private static final Account B = new Account("https://b", PUBLIC);
    private static final Account G = new Account("https://g", GOVERNMENT);

    private final SignInSwitch signedIn = new SignInSwitch();

    private static CredentialChain chain(CredentialKind kind, String authority) {
        return CredentialChain.of(
                TestPlans.of(kind, Optional.empty(), Optional.empty(), Optional.of(authority), Map.of()),
                ChainListener.NONE);
    }

    private CredentialChain use(CredentialKind kind, String authority) {
        CredentialChain chain = chain(kind, authority);
        signedIn.use(chain);
        return chain;
    }

    private void show(Account account) {
        signedIn.show(Optional.of(account));
    }

    @Test
    void accountThatWasLeftKeepsItsCloud() {
        show(A);
        CredentialChain first = use(CredentialKind.DEFAULT, PUBLIC);
        show(G);
        CredentialChain other = use(CredentialKind.DEFAULT, GOVERNMENT);

        assertThat(signedIn.chain(A)).hasValue(first);
        assertThat(signedIn.chain(G)).hasValue(other);
        assertThat(signedIn.chain()).hasValue(other);
    }

    @Test
    void accountThatWasLeftKeepsItsIdentity() {
        show(A);
        CredentialChain alice = use(CredentialKind.BROWSER, PUBLIC);
        show(B);
        CredentialChain robot = use(CredentialKind.AZURE_CLI, PUBLIC);

        assertThat(signedIn.chain(A)).hasValue(alice);
        assertThat(signedIn.chain(B)).hasValue(robot);
        show(A);
        assertThat(signedIn.chain(A)).as("shown, and used as who is shown").hasValue(robot);
    }

    @Test
    void nobodyAnswersForACloudBeforeItsOwnSignIn() {
        show(A);
        use(CredentialKind.DEFAULT, PUBLIC);
        show(G);

        assertThat(signedIn.chain(G)).isEmpty();
        assertThat(signedIn.facts(G)).isEqualTo(Facts.NONE);
        Problem problem = Thrown.by(() ->
                signedIn.credential(G).getTokenSync(new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE)));
        assertThat(problem.code()).isEqualTo("signed-out");
        assertThat(problem.title()).isEqualTo("You're not signed in to login.microsoftonline.us");
    }

    @Test
    void signingInAgainHelpsEveryAccountOfThatWay() {
        show(A);
        use(CredentialKind.BROWSER, PUBLIC);
        show(B);
        CredentialChain again = use(CredentialKind.BROWSER, PUBLIC);

        assertThat(signedIn.chain(A)).hasValue(again);
    }

    @Test
    void accountThatWasNeverShownIsUsedAsWhoeverIsSignedInToItsCloud() {
        show(A);
        CredentialChain chain = use(CredentialKind.DEFAULT, PUBLIC);

        assertThat(signedIn.chain(B)).hasValue(chain);
        assertThat(signedIn.chain(G)).isEmpty();
    }

    @Test
    void comingBackToACloudItsSignInCountsAtOnce() {
        show(G);
        CredentialChain own = use(CredentialKind.DEFAULT, GOVERNMENT);
        show(A);
        use(CredentialKind.DEFAULT, PUBLIC);
        show(G);

        assertThat(signedIn.chain(G)).hasValue(own);
    }

    @Test
    void signOutIsForAllAccounts() {
        show(A);
        use(CredentialKind.DEFAULT, PUBLIC);
        show(B);
        signedIn.signOut();

        assertThat(signedIn.chain(A)).isEmpty();
        assertThat(signedIn.chain(B)).isEmpty();
        assertThat(signedIn.chain()).isEmpty();
    }
}
