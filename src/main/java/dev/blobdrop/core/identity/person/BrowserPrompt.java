package dev.blobdrop.core.identity.person;

import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sign-in page in the person's browser: authorization code with PKCE, redirected to a loopback
/// port (RFC 8252). Each call opens one window.
public final class BrowserPrompt implements PersonPrompt {
    private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

    private final CredentialPlan plan;

    /// @param plan its host is told that the browser opens
    public BrowserPrompt(CredentialPlan plan) {
        this.plan = plan;
    }

    @Override
    public IAuthenticationResult ask(PublicClient client, TokenRequestContext request) {
        SystemBrowser browser = SystemBrowser.find(plan.environment());
        Pkce proof = Pkce.create();
        String state = Pkce.random();
        URI redirect;
        PageAnswer answer;
        try (LoopbackListener listener = LoopbackListener.open(state)) {
            redirect = listener.address();
            answer = answer(browser, listener, client.page(request, redirect, state, proof));
        }
        String code = answer.code().orElseThrow(() -> refusal(answer));
        return client.redeem(code, request, redirect, proof);
    }

    private PageAnswer answer(SystemBrowser browser, LoopbackListener listener, URI page) {
        PendingSignIn pending = new PendingSignIn(plan.host().browserLimit());
        plan.host().browserOpens(page, pending);
        try {
            browser.open(page, listener.answer());
            return pending.await(listener.answer(), late(pending));
        } finally {
            plan.host().finished();
        }
    }

    private static Problem late(PendingSignIn pending) {
        return Problem.of(
                        Problem.Kind.NO_IDENTITY,
                        "sign-in-timeout",
                        "No sign-in within " + pending.limit().toSeconds() + " seconds",
                        "The browser sent no response. Its window may show why, for example a"
                                + " wrong tenant or account.")
                .withRemedy(
                        "blobdrop doctor --explain AADSTS90002   # use the code in the browser window",
                        "set credential device-code   sign in with a browser on another device");
    }

    private static ProblemException refusal(PageAnswer answer) {
        Matcher code = CODE.matcher(answer.description());
        boolean person = answer.error().equals("access_denied");
        String said = Secrets.redact((answer.error() + " " + answer.description()).strip());
        return Problem.of(
                        Problem.Kind.IDENTITY_REFUSED,
                        code.find() ? code.group() : "sign-in-denied",
                        person
                                ? "The sign-in was declined in the browser"
                                : "The identity provider refused the sign-in",
                        said.isEmpty() ? "It gave no reason." : "It said: " + said)
                .withRemedy(
                        person
                                ? "Sign in again and accept, or choose another account"
                                : "set tenant ID   the tenant the account belongs to")
                .asException();
    }
}
