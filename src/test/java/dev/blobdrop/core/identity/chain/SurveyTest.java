package dev.blobdrop.core.identity.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.StubLink;
import dev.blobdrop.core.identity.TestPlans;
import dev.blobdrop.core.identity.TestTokens;
import dev.blobdrop.core.identity.link.LinkDeadline;
import dev.blobdrop.core.identity.link.NamedCredential;
import dev.blobdrop.core.identity.link.TimedLink;
import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Every credential is tried, and the result says what the chain would have done.
class SurveyTest {
    private final List<Link> told = new ArrayList<>();
    private final List<String> started = new ArrayList<>();

    private final ChainListener listener = new ChainListener() {
        @Override
        public void started(Link link) {
            started.add(link.title());
        }

        @Override
        public void finished(Link link) {
            told.add(link);
        }
    };

    private static NamedCredential link(String name, TokenCredential credential) {
        return new NamedCredential(name, credential);
    }

    private static StubLink absent() {
        return StubLink.throwing(new CredentialUnavailableException("not here"));
    }

    private static StubLink present(String user) {
        return new StubLink(request -> new AccessToken(
                TestTokens.of("{\"upn\":\"" + user + "\"}"),
                OffsetDateTime.now().plusHours(1)));
    }

    private Survey survey(Map<String, String> variables, NamedCredential... links) {
        return Survey.over(List.of(links), TestPlans.of(CredentialKind.DEFAULT, variables), listener);
    }

    @Test
    void goesOnAfterASuccess() throws Exception {
        StubLink second = present("second");
        Survey survey = survey(
                Map.of(),
                link(LinkNames.ENVIRONMENT, absent()),
                link(LinkNames.WORKLOAD_IDENTITY, present("first")),
                link(LinkNames.AZURE_CLI, second),
                link(LinkNames.AZURE_POWERSHELL, absent()));

        ChainTrace trace = survey.ask();

        assertThat(trace.links()).isEqualTo(told);
        assertThat(told)
                .extracting(Link::outcome)
                .containsExactly(
                        Outcome.UNAVAILABLE,
                        Outcome.ANSWERS,
                        Outcome.ANSWERS,
                        Outcome.UNAVAILABLE,
                        Outcome.NOT_ASKED,
                        Outcome.NOT_ASKED);
        assertThat(told)
                .extracting(Link::effect)
                .containsExactly(
                        Effect.MOVED_ON,
                        Effect.WOULD_WIN,
                        Effect.NOT_REACHED,
                        Effect.NOT_REACHED,
                        Effect.WOULD_PROMPT,
                        Effect.WOULD_PROMPT);
        assertThat(second.timesAsked()).isEqualTo(1);
        assertThat(started).hasSize(4).doesNotContain("Browser", "Device code");
        assertThat(trace.identity()).map(Identity::name).contains("first");
        assertThat(trace.winner()).map(Link::order).contains(2);
        assertThat(survey.problem()).isEmpty();
    }

    @Test
    void failureWouldStopTheChainThoughAnotherAnswers() throws Exception {
        Survey survey = survey(
                Map.of(),
                link(LinkNames.ENVIRONMENT, StubLink.throwing(new IllegalStateException("AADSTS7000215: Invalid"))),
                link(LinkNames.AZURE_CLI, present("alice")));

        ChainTrace trace = survey.ask();

        assertThat(told.get(0).effect()).isEqualTo(Effect.WOULD_STOP);
        assertThat(told.get(1).outcome()).isEqualTo(Outcome.ANSWERS);
        assertThat(told.get(1).effect()).isEqualTo(Effect.NOT_REACHED);
        assertThat(trace.identity()).isEmpty();
        assertThat(survey.problem()).map(Problem::code).contains("AADSTS7000215");
    }

    @Test
    void silentCredentialIsGivenUpAtItsDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        StubLink silent = new StubLink(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CredentialUnavailableException("ended too late");
        });
        Survey survey = survey(
                Map.of(),
                link(
                        LinkNames.AZURE_CLI,
                        new TimedLink(
                                LinkNames.AZURE_CLI,
                                silent,
                                LinkDeadline.patient(Duration.ofMillis(200)),
                                "https://login.example/",
                                Optional.empty())),
                link(LinkNames.AZURE_POWERSHELL, present("alice")));

        long start = System.nanoTime();
        survey.ask();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(told.get(0).outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(told.get(0).effect()).isEqualTo(Effect.MOVED_ON);
        assertThat(told.get(1).effect()).isEqualTo(Effect.WOULD_WIN);
    }

    @Test
    void whatTheSelectionLeavesOutIsAskedAndSaidSo() throws Exception {
        Survey survey = survey(
                Map.of("AZURE_TOKEN_CREDENTIALS", "dev"),
                link(LinkNames.WORKLOAD_IDENTITY, present("pod")),
                link(LinkNames.AZURE_CLI, present("alice")));

        assertThat(survey.ask().identity()).map(Identity::name).contains("alice");
        assertThat(told.get(0).effect()).isEqualTo(Effect.LEFT_OUT);
        assertThat(told.get(0).outcome()).isEqualTo(Outcome.ANSWERS);
    }

    @Test
    void nobodyWouldAnswer() throws Exception {
        Survey survey = survey(Map.of(), link(LinkNames.AZURE_CLI, absent()));

        survey.ask();

        assertThat(survey.problem()).map(Problem::kind).contains(Problem.Kind.NO_IDENTITY);
    }
}
