package dev.blobdrop.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.SignInAddress;
import dev.blobdrop.sandbox.StandInOpener;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Waiting for a person: when it ends, what ends with it, and how often somebody is asked. The
/// person here has no browser and fills the form by hand.
class PersonCredentialIT {
    private final Sandbox azure = SharedSandbox.get();
    private final RecordingHost host = new RecordingHost();

    @TempDir
    Path directory;

    private StandInOpener opener;
    private Map<String, String> variables;

    @BeforeEach
    void desktop() throws IOException {
        azure.reset();
        opener = StandInOpener.write(directory.resolve("desktop"));
        variables = new TreeMap<>(azure.laptopEnvironment());
        variables.put("PATH", opener.folder().toString());
        variables.put("DISPLAY", ":77");
        variables.put("XDG_CONFIG_HOME", directory.resolve("settings").toString());
    }

    private CredentialChain chain() {
        return chain(CredentialKind.BROWSER);
    }

    private CredentialChain chain(CredentialKind kind) {
        Environment environment = new Environment(variables);
        CredentialPlan plan = new CredentialPlan(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                HttpTransport.create(Optional.of(azure.caFile()), environment),
                host);
        return CredentialChain.of(plan, ChainListener.NONE);
    }

    private static Problem problemOf(CredentialChain chain) {
        return catchThrowableOfType(ProblemException.class, chain::signIn).problem();
    }

    @Test
    void oneWindowForManyTokens() throws Exception {
        CredentialChain chain = chain();
        var signIn = CompletableFuture.supplyAsync(chain::signIn);
        accept(opener.awaitWindow());

        assertThat(signIn.get().name()).isEqualTo(Identities.ALICE.principalName());
        assertThat(chain.signIn().name()).isEqualTo(Identities.ALICE.principalName());
        TokenRequestContext request = new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE);
        assertThat(chain.credential().getTokenSync(request).getToken())
                .isEqualTo(chain.credential().getToken(request).block().getToken());
        assertThat(opener.windows()).hasSize(1);
        assertThat(host.finished).isEqualTo(1);
        assertThat(host.notRemembered).isEqualTo("no keyring");
        assertThat(new SignInAddress(opener.awaitWindow()).isListenedFor()).isFalse();
        assertThat(chain.trace().links().getFirst().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("/oauth2/v2.0/token"));
    }

    @Test
    void cancellingClosesTheListener() throws Exception {
        var signIn = CompletableFuture.supplyAsync(() -> problemOf(chain()));
        var address = new SignInAddress(opener.awaitWindow());
        assertThat(address.isListenedFor()).isTrue();

        host.pending.get().cancel();

        Problem problem = signIn.get();
        assertThat(problem.code()).isEqualTo("sign-in-cancelled");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(address.isListenedFor()).isFalse();
    }

    @Test
    void interruptingClosesTheListener() throws Exception {
        CompletableFuture<Problem> seen = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> seen.complete(problemOf(chain())));
        var address = new SignInAddress(opener.awaitWindow());

        thread.interrupt();

        assertThat(seen.get().code()).isEqualTo("sign-in-cancelled");
        assertThat(address.isListenedFor()).isFalse();
    }

    @Test
    void theLimitEndsTheWaitingAndIsVisible() throws Exception {
        host.limit = Duration.ofSeconds(2);

        CredentialChain chain = chain();
        Problem problem = problemOf(chain);

        assertThat(problem.code()).isEqualTo("sign-in-timeout");
        assertThat(problem.title()).isEqualTo("No sign-in within 2 seconds");
        assertThat(host.pending.get().left()).isZero();
        assertThat(new SignInAddress(opener.awaitWindow()).isListenedFor()).isFalse();
        assertThat(problemOf(chain).code()).as("asked again").isEqualTo("sign-in-timeout");
        assertThat(opener.windows()).hasSize(1);
    }

    @Test
    void aRealLimitCountsDownFromTwoMinutes() throws Exception {
        var signIn = CompletableFuture.supplyAsync(() -> problemOf(chain()));
        opener.awaitWindow();

        assertThat(host.pending.get().limit()).isEqualTo(Duration.ofSeconds(120));
        assertThat(host.pending.get().left()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(120));
        host.pending.get().cancel();
        signIn.get();
    }

    @Test
    void anAnswerWithoutOurStateChangesNothing() throws Exception {
        var signIn = CompletableFuture.supplyAsync(() -> chain().signIn());
        URI page = opener.awaitWindow();
        String listener = "http://localhost:" + new SignInAddress(page).port() + "/";

        assertThat(post(listener, "code=stolen&state=guessed").statusCode()).isEqualTo(404);
        assertThat(post(listener + "favicon.ico", "").statusCode()).isEqualTo(404);
        assertThat(post(listener, "error=access_denied").statusCode()).isEqualTo(404);
        assertThat(signIn).isNotDone();
        accept(page);

        assertThat(signIn.get().name()).isEqualTo(Identities.ALICE.principalName());
    }

    @Test
    void whatTheIdentityProviderSaysIsTextInTheBrowserAndNotMarkup() throws Exception {
        var signIn = CompletableFuture.supplyAsync(() -> problemOf(chain()));
        URI page = opener.awaitWindow();
        String state = new SignInAddress(page).field("state");

        var shown = post(
                "http://localhost:" + new SignInAddress(page).port() + "/",
                "error=server_error&error_description=%3Cscript%3Eoops&state=" + state);

        assertThat(shown.body()).contains("&lt;script&gt;oops").doesNotContain("<script>");
        assertThat(signIn.get().kind()).isEqualTo(Problem.Kind.IDENTITY_REFUSED);
        assertThat(signIn.get().detail()).contains("server_error");
    }

    @Test
    void anOpenerThatFindsNoBrowser() throws IOException {
        opener = StandInOpener.failing(directory.resolve("broken"));
        variables.put("PATH", opener.folder().toString());

        Problem problem = problemOf(chain());

        assertThat(problem.code()).isEqualTo("no-browser");
        assertThat(problem.detail()).contains("xdg-open exited with 3");
        assertThat(problem.remedy().getFirst()).startsWith("credential device-code");
    }

    @Test
    void nobodyIsAskedUnlessTheFaceAllowsIt() {
        host.mayAsk = false;

        assertThat(problemOf(chain()).code()).isEqualTo("sign-in-needed");
        assertThat(problemOf(chain(CredentialKind.DEVICE_CODE)).code()).isEqualTo("sign-in-needed");
        assertThat(opener.windows()).isEmpty();
        assertThat(azure.identityProvider().exchanges()).isEmpty();
    }

    @Test
    void cancellingADeviceCodeEndsTheAsking() throws Exception {
        azure.identityProvider().people().deviceCodes(Duration.ofMinutes(5), Duration.ofSeconds(1));
        var signIn = CompletableFuture.supplyAsync(() -> problemOf(chain(CredentialKind.DEVICE_CODE)));

        PendingSignIn pending = host.pending.get();
        assertThat(pending.left()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
        pending.cancel();

        assertThat(signIn.get().code()).isEqualTo("sign-in-cancelled");
        AtomicInteger asked = new AtomicInteger(-1);
        await().during(Duration.ofMillis(2500)).until(() -> {
            int now = azure.identityProvider().exchanges().size();
            return asked.getAndSet(now) == now;
        });
    }

    /// Fills the form of the sign-in page, and brings its answer to the listener.
    private void accept(URI page) throws Exception {
        HttpResponse<String> answer = post(
                page.toString().replaceFirst("\\?.*", ""),
                page.getRawQuery() + "&decision=accept&username=" + Identities.ALICE.principalName());
        Matcher hidden = Pattern.compile("name=\"(\\w+)\" value=\"([^\"]*)\"").matcher(answer.body());
        StringBuilder form = new StringBuilder();
        while (hidden.find()) {
            form.append(hidden.group(1)).append('=');
            form.append(URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8))
                    .append('&');
        }
        assertThat(post("http://localhost:" + new SignInAddress(page).port() + "/", form.toString())
                        .body())
                .contains("Back to Blobdrop");
    }

    private HttpResponse<String> post(String url, String form) throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(azure.certificateAuthority().clientContext())
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// A window's side of a sign-in.
    private static final class RecordingHost implements SignInHost {
        private final CompletableFuture<PendingSignIn> pending = new CompletableFuture<>();
        private volatile Duration limit = SignInHost.BROWSER_LIMIT;
        private volatile boolean mayAsk = true;
        private volatile int finished;
        private volatile String notRemembered = "";

        @Override
        public void browserOpens(URI page, PendingSignIn waiting) {
            pending.complete(waiting);
        }

        @Override
        public void showDeviceCode(String userCode, String page, PendingSignIn waiting) {
            pending.complete(waiting);
        }

        @Override
        public synchronized void finished() {
            finished++;
        }

        @Override
        public void notRemembered(String why) {
            notRemembered = why;
        }

        @Override
        public boolean mayAsk() {
            return mayAsk;
        }

        @Override
        public Duration browserLimit() {
            return limit;
        }

        @Override
        public OptionalLong windowHandle() {
            return OptionalLong.empty();
        }
    }
}
