package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ChainedTokenCredentialBuilder;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.net.RenewableCredential;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The credential that clients use: the library's chain over observed credentials.
///
/// It has one path and one cache, and continuous access evaluation is always on: the library keeps
/// a cache for each combination of these, and mixing them asks a person twice. Once a credential
/// has answered, only that one is used again, as in DefaultAzureCredential.
public final class ObservedCredential implements RenewableCredential {
    /// A token is renewed when less time than this is left.
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    /// After a failed renewal, a token that is still valid is used, and the renewal is retried this
    /// often.
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(30);

    private record Key(List<String> scopes, Optional<String> tenant) {}

    private final List<ObservedLink> links;
    private final ChainRecorder recorder;
    private final Function<Throwable, ProblemException> explain;
    private final Clock clock;
    private final Map<Key, AccessToken> cache = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private Instant noRetryBefore = Instant.MIN;

    /// @param explain turns a failure of the chain into a problem; called under the lock, because
    ///     the recorder knows only the last failure
    public ObservedCredential(
            List<ObservedLink> links,
            ChainRecorder recorder,
            Function<Throwable, ProblemException> explain,
            Clock clock) {
        this.links = links;
        this.explain = explain;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        Key key = new Key(request.getScopes(), Optional.ofNullable(request.getTenantId()));
        lock.lock();
        try {
            Optional<AccessToken> known =
                    Optional.ofNullable(cache.get(key)).filter(old -> request.getClaims() == null);
            return known.filter(this::isFresh).orElseGet(() -> renewed(request, key, known));
        } finally {
            lock.unlock();
        }
    }

    private AccessToken renewed(TokenRequestContext request, Key key, Optional<AccessToken> known) {
        try {
            AccessToken token = ask(request.setCaeEnabled(true));
            Secrets.know(token.getToken());
            cache.put(key, token);
            return token;
        } catch (RuntimeException | LinkageError e) {
            ProblemException problem = explain.apply(e);
            noRetryBefore = clock.instant().plus(RETRY_PAUSE);
            return known.filter(old -> lasts(old, RETRY_PAUSE)).orElseThrow(() -> problem);
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void renew() {
        lock.lock();
        try {
            cache.clear();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(AccessToken token) {
        return lasts(token, clock.instant().isBefore(noRetryBefore) ? RETRY_PAUSE : RENEW_BEFORE);
    }

    private boolean lasts(AccessToken token, Duration time) {
        return token.getExpiresAt().isAfter(OffsetDateTime.now(clock).plus(time));
    }

    private AccessToken ask(TokenRequestContext request) {
        recorder.restart();
        List<ObservedLink> candidates =
                links.stream().filter(l -> recorder.mayTry(l.name())).toList();
        AccessToken token =
                new ChainedTokenCredentialBuilder().addAll(candidates).build().getTokenSync(request);
        recorder.trace().winner().ifPresent(link -> recorder.signedIn(Identity.of(link.name(), token)));
        return token;
    }
}
