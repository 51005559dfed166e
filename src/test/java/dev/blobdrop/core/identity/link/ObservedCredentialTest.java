package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.AuthenticationRequiredException;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.StubLink;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.TestTokens;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The chain over scripted credentials: what is observed, and what is tried when.
class ObservedCredentialTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<Link> heard = new ArrayList<>();
    private final ChainRecorder recorder = new ChainRecorder(CredentialKind.DEFAULT, link -> heard.add(link));
    private final LinkReasons reasons = new LinkReasons(TestPlans.of(CredentialKind.DEFAULT, Map.of()));

    private final StubLink absent = StubLink.throwing(new CredentialUnavailableException("Azure CLI not installed"));
    private final StubLink alice = new StubLink(request -> token(TestTokens.PERSON, 3600));

    private AccessToken token(String payload, long seconds) {
        return new AccessToken(
                TestTokens.of(payload), now.get().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    private static TokenRequestContext request() {
        return new TokenRequestContext().addScopes(CredentialPlan.STORAGE_SCOPE);
    }

    private ObservedCredential chain(StubLink... links) {
        List<ObservedLink> observed = new ArrayList<>();
        List<String> names = List.of(LinkNames.AZURE_CLI, LinkNames.INTELLIJ, LinkNames.AZURE_POWERSHELL);
        for (int i = 0; i < links.length; i++) {
            observed.add(new ObservedLink(names.get(i), links[i], recorder, reasons));
        }
        return new ObservedCredential(
                observed,
                recorder,
                thrown -> recorder.stop()
                        .map(s -> reasons.failure(s.link(), s.cause()))
                        .orElse(Problem.of(Problem.Kind.NO_IDENTITY, "nobody", "t", "d"))
                        .asException(thrown),
                new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now.get();
                    }
                });
    }

    private Link link(int order) {
        return recorder.trace().links().get(order - 1);
    }

    private static String code(Callable<?> call) {
        try {
            call.call();
        } catch (ProblemException e) {
            return e.problem().code();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void everyLinkTellsHowItFared() {
        chain(absent, alice, absent).getTokenSync(request());
        assertThat(link(1).outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(link(1).effect()).isEqualTo(Effect.MOVED_ON);
        assertThat(link(1).reason()).isEqualTo("the Azure CLI (az) is not on PATH");
        assertThat(link(1).took()).isPresent();
        assertThat(link(2).outcome()).isEqualTo(Outcome.WON);
        assertThat(link(2).effect()).isEqualTo(Effect.ANSWERED);
        assertThat(link(2).reason()).isEqualTo("signed in as alice@contoso.com");
        assertThat(link(3).outcome()).isEqualTo(Outcome.NOT_TRIED);
        assertThat(link(3).effect()).isEqualTo(Effect.NOT_REACHED);
        assertThat(link(3).took()).isEmpty();
        assertThat(heard).extracting(Link::order).containsExactly(1, 2);
        assertThat(recorder.trace().winner()).contains(link(2));
        assertThat(recorder.trace().identity().orElseThrow().name()).isEqualTo("alice@contoso.com");
    }

    @Test
    void nobodyAnswering() {
        assertThat(code(() -> chain(absent, absent).getTokenSync(request()))).isEqualTo("nobody");
        assertThat(recorder.trace().winner()).isEmpty();
        assertThat(recorder.trace().identity()).isEmpty();
    }

    @Test
    void refusalStopsTheChainAndIsTheProblem() {
        StubLink refused = StubLink.throwing(new RuntimeException("AADSTS700213: no match. More"));
        assertThat(code(() -> chain(absent, refused, alice).getTokenSync(request())))
                .isEqualTo("AADSTS700213");
        assertThat(link(2).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(link(2).effect()).isEqualTo(Effect.STOPPED_HERE);
        assertThat(link(2).reason()).startsWith("This identity has no federated credential");
        assertThat(link(3).effect()).isEqualTo(Effect.NOT_REACHED);
        assertThat(alice.timesAsked()).isZero();
    }

    @Test
    void subclassOfUnavailableStopsAsTheLibraryHasIt() {
        StubLink wantsPerson = StubLink.throwing(new AuthenticationRequiredException("Sign in first", request()));
        assertThatThrownBy(() -> chain(wantsPerson, alice).getTokenSync(request()))
                .isInstanceOf(ProblemException.class);
        assertThat(link(1).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(link(1).effect()).isEqualTo(Effect.STOPPED_HERE);
        assertThat(alice.timesAsked()).isZero();
    }

    @Test
    void classThatIsMissingInALinkIsAFailedSignIn() {
        StubLink broken = StubLink.failing(new NoClassDefFoundError("com/nimbusds/Gone"));
        assertThat(code(() -> chain(broken, alice).getTokenSync(request()))).isEqualTo("sign-in-failed");
        assertThat(link(1).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void classThatIsMissingDoesNotLeaveAsynchronousCallersWaiting() {
        StubLink broken = StubLink.failing(new NoClassDefFoundError("com/nimbusds/Gone"));
        assertThat(code(() -> chain(broken).getToken(request()).block(Duration.ofSeconds(10))))
                .isEqualTo("sign-in-failed");
    }

    @Test
    void linkThatAnswersNothingIsAFailedSignIn() {
        assertThat(code(() -> chain(new StubLink(r -> null)).getTokenSync(request())))
                .isEqualTo("sign-in-failed");
    }

    @Test
    void goodTokenIsUsedAgainWithoutAskingAnybody() {
        ObservedCredential chain = chain(absent, alice);
        AccessToken first = chain.getTokenSync(request());
        assertThat(chain.getTokenSync(request())).isSameAs(first);
        assertThat(chain.getToken(request()).block(Duration.ofSeconds(10))).isSameAs(first);
        assertThat(alice.timesAsked()).isEqualTo(1);
    }

    @Test
    void renewalAsksTheWinnerOnly() {
        ObservedCredential chain = chain(absent, alice, absent);
        chain.getTokenSync(request());
        now.set(NOW.plusSeconds(3600));
        chain.getTokenSync(request());
        assertThat(alice.timesAsked()).isEqualTo(2);
        assertThat(absent.timesAsked()).isEqualTo(1);
        assertThat(recorder.trace().renewals()).hasSize(1);
        assertThat(link(1).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    }

    @Test
    void lateLinkIsShownAndTheChainMovesOn() {
        StubLink late = StubLink.throwing(OwnReason.late("no answer within 10 s"));
        chain(late, alice).getTokenSync(request());
        assertThat(link(1).outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(link(1).effect()).isEqualTo(Effect.MOVED_ON);
        assertThat(link(1).reason()).isEqualTo("no answer within 10 s");
        assertThat(link(2).outcome()).isEqualTo(Outcome.WON);
    }

    @Test
    void configuredLinkThatIsLateIsShownAndStopsTheChain() {
        LinkDeadline deadline = LinkDeadline.of(LinkNames.ENVIRONMENT).orElseThrow();
        StubLink late = StubLink.throwing(deadline.expired("Environment", "https://login/"));
        assertThat(code(() -> chain(late, alice).getTokenSync(request()))).isEqualTo("sign-in-silent");
        assertThat(link(1).outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(link(1).effect()).isEqualTo(Effect.STOPPED_HERE);
        assertThat(link(1).reason()).isEqualTo("Environment: no answer within 30 s");
        assertThat(alice.timesAsked()).isZero();
    }

    @Test
    void tokenThatCannotBeRenewedServesWhileItIsGood() {
        ObservedCredential chain = chain(alice);
        AccessToken old = chain.getTokenSync(request());
        alice.answers(request -> {
            throw new CredentialUnavailableException("Azure CLI not installed");
        });
        now.set(NOW.plusSeconds(3600 - 200));
        assertThat(chain.getTokenSync(request())).isSameAs(old);
        assertThat(chain.getTokenSync(request())).isSameAs(old);
        assertThat(alice.timesAsked()).as("not asked again for half a minute").isEqualTo(2);
        now.set(NOW.plusSeconds(3600 - 160));
        assertThat(chain.getTokenSync(request())).isSameAs(old);
        assertThat(alice.timesAsked()).isEqualTo(3);
        now.set(NOW.plusSeconds(3600 - 20));
        assertThat(code(() -> chain.getTokenSync(request()))).isEqualTo("nobody");
    }

    @Test
    void winnerThatFailsLaterIsNotReplacedByAnother() {
        StubLink next = new StubLink(request -> token(TestTokens.APP, 3600));
        ObservedCredential chain = chain(alice, next);
        chain.getTokenSync(request());
        now.set(NOW.plusSeconds(3600));
        alice.answers(request -> {
            throw new RuntimeException("AADSTS50173: expired");
        });
        assertThat(code(() -> chain.getTokenSync(request()))).isEqualTo("AADSTS50173");
        assertThat(next.timesAsked()).isZero();
        assertThat(link(1).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tokenIsRenewedInItsLastFiveMinutes() {
        ObservedCredential chain = chain(alice);
        chain.getTokenSync(request());
        now.set(NOW.plusSeconds(3600 - 301));
        chain.getTokenSync(request());
        assertThat(alice.timesAsked()).isEqualTo(1);
        now.set(NOW.plusSeconds(3600 - 300));
        chain.getTokenSync(request());
        assertThat(alice.timesAsked()).isEqualTo(2);
    }

    @Test
    void claimsOfTheServiceBypassTheCacheAndReplaceWhatIsInIt() {
        ObservedCredential chain = chain(alice);
        chain.getTokenSync(request());
        AccessToken second = chain.getTokenSync(request().setClaims("{\"access_token\":{}}"));
        assertThat(alice.timesAsked()).isEqualTo(2);
        assertThat(alice.asked().getLast().getClaims()).isNotNull();
        assertThat(chain.getTokenSync(request())).isSameAs(second);
    }

    @Test
    void eachTenantHasATokenOfItsOwn() {
        ObservedCredential chain = chain(alice);
        chain.getTokenSync(request());
        chain.getTokenSync(request().setTenantId("t-2"));
        chain.getTokenSync(request().setTenantId("t-2"));
        assertThat(alice.timesAsked()).isEqualTo(2);
        assertThat(alice.asked().getLast().getTenantId()).isEqualTo("t-2");
    }

    @Test
    void continuousAccessEvaluationIsAlwaysOn() {
        ObservedCredential chain = chain(alice);
        chain.getTokenSync(request().setCaeEnabled(false));
        chain.getToken(request().setTenantId("t-2")).block(Duration.ofSeconds(10));
        assertThat(alice.asked()).allMatch(TokenRequestContext::isCaeEnabled);
    }

    @Test
    void callersAtTheSameTimeSignInOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(16);
        alice.answers(request -> {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            return token(TestTokens.PERSON, 3600);
        });
        ObservedCredential chain = chain(alice);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AccessToken>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return chain.getTokenSync(request());
                }));
            }
            AccessToken first = answers.getFirst().get();
            for (Future<AccessToken> answer : answers) {
                assertThat(answer.get()).isSameAs(first);
            }
        }
        assertThat(alice.timesAsked()).isEqualTo(1);
    }

    @Test
    void everyCallerRefusedAtTheSameTimeHearsTheSameReason() throws Exception {
        ObservedCredential chain = chain(absent, StubLink.throwing(new RuntimeException("AADSTS700016: unknown")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> codes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                codes.add(threads.submit(() -> code(() -> chain.getTokenSync(request()))));
            }
            for (Future<String> code : codes) {
                assertThat(code.get()).isEqualTo("AADSTS700016");
            }
        }
    }

    @Test
    void secondTryShowsWhatHappenedInThatTryOnly() {
        StubLink late = StubLink.throwing(new CredentialUnavailableException("not yet"));
        StubLink refused = StubLink.throwing(new RuntimeException("AADSTS700016: unknown"));
        ObservedCredential chain = chain(late, refused);
        code(() -> chain.getTokenSync(request()));
        assertThat(link(2).effect()).isEqualTo(Effect.STOPPED_HERE);
        late.answers(request -> token(TestTokens.PERSON, 3600));
        chain.getTokenSync(request());
        assertThat(link(1).outcome()).isEqualTo(Outcome.WON);
        assertThat(link(2).effect()).isEqualTo(Effect.NOT_REACHED);
    }
}
