package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.LinkNames;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainRecorderTest {
    private static final HttpCall CALL =
            new HttpCall("POST", "login", "/t/token", Optional.of(400), Duration.ofMillis(8));

    private final List<Link> heard = new ArrayList<>();
    private final ChainRecorder recorder = new ChainRecorder(CredentialKind.DEFAULT, heard::add);

    private static Identity identity(String credential) {
        return Identity.of(credential, new AccessToken("x", OffsetDateTime.now()));
    }

    private void finished(int order, Outcome outcome, Effect effect) {
        recorder.finished(order, outcome, effect, Duration.ofMillis(5), "because");
    }

    @Test
    void linksAreNumberedFromOneAndTitled() {
        assertThat(recorder.add(LinkNames.AZURE_CLI)).isEqualTo(1);
        assertThat(recorder.add("BrandNewCredential")).isEqualTo(2);
        assertThat(recorder.trace().links()).extracting(Link::title).containsExactly("Azure CLI", "BrandNewCredential");
    }

    @Test
    void callsArePutDownToTheLinkThatRuns() {
        int one = recorder.add(LinkNames.WORKLOAD_IDENTITY);
        int two = recorder.add(LinkNames.AZURE_CLI);
        recorder.started(one);
        recorder.called(CALL);
        finished(one, Outcome.UNAVAILABLE, Effect.MOVED_ON);
        recorder.started(two);
        finished(two, Outcome.WON, Effect.ANSWERED);
        assertThat(recorder.trace().links().get(0).calls()).containsExactly(CALL);
        assertThat(recorder.trace().links().get(1).calls()).isEmpty();
        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst().reason()).isEqualTo("because");
    }

    @Test
    void traceIsAPictureOfOneMoment() {
        int one = recorder.add(LinkNames.AZURE_CLI);
        ChainTrace before = recorder.trace();
        recorder.started(one);
        finished(one, Outcome.WON, Effect.ANSWERED);
        assertThat(before.winner()).isEmpty();
        assertThat(recorder.trace().winner()).map(Link::name).contains(LinkNames.AZURE_CLI);
    }

    @Test
    void renewalsAreCountedFromTheSecondSignInOn() {
        recorder.signedIn(identity(LinkNames.AZURE_CLI));
        assertThat(recorder.trace().renewals()).isEmpty();
        recorder.signedIn(identity(LinkNames.AZURE_CLI));
        assertThat(recorder.trace().renewals()).hasSize(1);
    }

    @Test
    void stopIsForgottenWhenTheChainIsAskedAnew() {
        Exception cause = new IllegalStateException();
        recorder.stopped(LinkNames.AZURE_CLI, cause);
        assertThat(recorder.stop().orElseThrow().cause()).isSameAs(cause);
        recorder.restart();
        assertThat(recorder.stop()).isEmpty();
    }
}
