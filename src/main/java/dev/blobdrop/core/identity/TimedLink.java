package dev.blobdrop.core.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A link with a deadline of our own. The library's time-outs leave gaps: `az` that hangs blocks it
/// for as long as `az` lives.
///
/// The link runs on a thread of its own, which ends with this process at the latest. When the time
/// is over, or the caller is interrupted, what the link started is ended and its thread
/// interrupted.
final class TimedLink implements TokenCredential {
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration CLEANING_UP = Duration.ofSeconds(1);

    private final String name;
    private final TokenCredential link;
    private final LinkDeadline deadline;
    private final String authority;

    /// @param authority who is asked for the token, for the problem's text
    TimedLink(String name, TokenCredential link, LinkDeadline deadline, String authority) {
        this.name = name;
        this.link = link;
        this.deadline = deadline;
        this.authority = authority;
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        FutureTask<AccessToken> answer = new FutureTask<>(() -> link.getTokenSync(request));
        Thread thread = Thread.ofPlatform().daemon().name("sign-in-" + name).unstarted(answer);
        try {
            if (!deadline.startsProcesses()) {
                thread.start();
                return await(answer, thread, deadline.limit());
            }
            try (StartedProcesses started = new StartedProcesses(deadline)) {
                thread.start();
                return await(answer, thread, started);
            }
        } catch (TimeoutException e) {
            throw deadline.expired(LinkNames.title(name), authority);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The sign-in was cancelled", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    private AccessToken await(FutureTask<AccessToken> answer, Thread thread, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join(CLEANING_UP);
            throw e;
        }
    }

    private AccessToken await(
            FutureTask<AccessToken> answer, Thread thread, StartedProcesses started)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + deadline.limit().toNanos();
        try {
            while (System.nanoTime() < end) {
                try {
                    return answer.get(GLANCE.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    started.look();
                }
            }
            throw new TimeoutException();
        } catch (TimeoutException | InterruptedException e) {
            started.end();
            thread.interrupt();
            throw e;
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e.getCause());
    }
}
