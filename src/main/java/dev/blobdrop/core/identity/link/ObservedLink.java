package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.Identity;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// One credential of the chain that reports how it went. It changes nothing and rethrows what the
/// credential throws, because the library's stop rule depends on the exact class.
public final class ObservedLink implements TokenCredential {
    private final String name;
    private final TokenCredential link;
    private final ChainRecorder recorder;
    private final LinkReasons reasons;
    private final int order;

    /// Adds the credential to the recorder.
    public ObservedLink(String name, TokenCredential link, ChainRecorder recorder, LinkReasons reasons) {
        this.name = name;
        this.link = link;
        this.recorder = recorder;
        this.reasons = reasons;
        this.order = recorder.add(name);
    }

    /// The library's name of the credential.
    public String name() {
        return name;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        recorder.started(order);
        long start = System.nanoTime();
        try {
            AccessToken token = link.getTokenSync(request);
            Identity who = Identity.of(name, token);
            finished(Outcome.WON, Effect.ANSWERED, start, "signed in as " + who.name());
            return token;
        } catch (CredentialUnavailableException e) {
            boolean exact = e.getClass() == CredentialUnavailableException.class;
            finished(
                    outcome(e, exact ? Outcome.UNAVAILABLE : Outcome.FAILED),
                    exact ? Effect.MOVED_ON : Effect.STOPPED_HERE,
                    start,
                    reasons.unavailable(name, e));
            if (!exact) {
                recorder.stopped(name, e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            finished(outcome(e, Outcome.FAILED), Effect.STOPPED_HERE, start, reasons.failed(name, e));
            recorder.stopped(name, e);
            throw e;
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private static Outcome outcome(Throwable thrown, Outcome otherwise) {
        return OwnReason.isLate(thrown) ? Outcome.TIMED_OUT : otherwise;
    }

    private void finished(Outcome outcome, Effect effect, long start, String reason) {
        recorder.finished(order, outcome, effect, Duration.ofNanos(System.nanoTime() - start), reason);
    }
}
