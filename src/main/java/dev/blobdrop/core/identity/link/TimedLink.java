package dev.blobdrop.core.identity.link;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/// A credential with our own deadline. The library's timeouts have gaps: a hung `az` blocks it for
/// as long as `az` lives.
///
/// The credential runs on its own daemon thread. When the time is up, or the caller is interrupted,
/// the processes it started are killed and its thread is interrupted.
public final class TimedLink implements TokenCredential {
    /// After this time a person wants to know what the program waits for.
    private static final Duration SLOW = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(200);

    private final String name;
    private final TokenCredential link;
    private final LinkDeadline deadline;
    private final String authority;
    private final Optional<SignInHost> host;

    /// @param authority the identity provider, for the problem's text
    /// @param host informed when a program takes long
    public TimedLink(
            String name, TokenCredential link, LinkDeadline deadline, String authority, Optional<SignInHost> host) {
        this.host = host;
        this.name = name;
        this.link = link;
        this.deadline = deadline;
        this.authority = authority;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        try {
            return deadline.startsProcesses()
                    ? program(request)
                    : start(request).within(limit());
        } catch (TimeoutException e) {
            throw deadline.expired(LinkNames.title(name), authority);
        } catch (InterruptedException e) {
            throw OwnThread.cancelled(e);
        } catch (ExecutionException e) {
            throw OwnThread.thrown(e);
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private OwnThread<AccessToken> start(TokenRequestContext request) {
        return OwnThread.start(name, () -> link.getTokenSync(request));
    }

    private Duration limit() {
        return deadline.limit();
    }

    private AccessToken program(TokenRequestContext request)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (StartedProcesses started = new StartedProcesses(deadline)) {
            OwnThread<AccessToken> thread = start(request);
            try {
                return await(thread, started);
            } catch (TimeoutException | InterruptedException e) {
                started.end();
                thread.interrupt();
                throw e;
            }
        }
    }

    private AccessToken await(OwnThread<AccessToken> thread, StartedProcesses started)
            throws InterruptedException, ExecutionException, TimeoutException {
        PendingSignIn pending = new PendingSignIn(limit());
        boolean reported = false;
        try {
            while (pending.left().isPositive()) {
                try {
                    return thread.poll(POLL);
                } catch (TimeoutException e) {
                    started.scan();
                }
                if (!reported && limit().minus(pending.left()).compareTo(SLOW) > 0) {
                    reported = true;
                    host.ifPresent(ui -> ui.programWaits(LinkNames.title(name), pending));
                }
            }
            throw new TimeoutException();
        } finally {
            if (reported) {
                host.ifPresent(SignInHost::finished);
            }
        }
    }
}
