package dev.blobdrop.core.identity.link;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// Records each HTTP call of the identity library: method, host, path, status and time, never
/// headers or bodies.
///
/// Once closed, it records nothing and refuses further calls, because the library keeps trying for
/// a credential whose time is up.
public final class WireTap implements HttpPipelinePolicy {
    private final ChainRecorder recorder;
    private volatile boolean open = true;
    private volatile Optional<Integer> lastStatus = Optional.empty();
    private final AtomicInteger callsToSkip = new AtomicInteger();

    /// @param recorder receives the calls
    public WireTap(ChainRecorder recorder) {
        this.recorder = recorder;
    }

    /// Another one with the same recorder. It leaves out the first call, which is recorded already.
    WireTap afterFirst() {
        WireTap rest = new WireTap(recorder);
        rest.callsToSkip.set(1);
        return rest;
    }

    /// Another one with the same recorder that can be closed separately.
    public WireTap separate() {
        return new WireTap(recorder);
    }

    void open() {
        lastStatus = Optional.empty();
        open = true;
    }

    void close() {
        open = false;
    }

    /// The status of the last call since it was opened.
    Optional<Integer> lastStatus() {
        return lastStatus;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        long start = System.nanoTime();
        HttpRequest request = context.getHttpRequest();
        if (!open) {
            return Mono.error(closed());
        }
        return next.process()
                .doOnNext(response -> record(request, Optional.of(response.getStatusCode()), start))
                .doOnError(error -> record(request, Optional.empty(), start));
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        return observe(context.getHttpRequest(), next::processSync);
    }

    /// Records a call that does not go through the library's pipeline.
    ///
    /// @param call makes it
    HttpResponse observe(HttpRequest request, Supplier<HttpResponse> call) {
        long start = System.nanoTime();
        if (!open) {
            throw closed();
        }
        try {
            HttpResponse response = call.get();
            record(request, Optional.of(response.getStatusCode()), start);
            return response;
        } catch (RuntimeException e) {
            record(request, Optional.empty(), start);
            throw e;
        }
    }

    /// Not an I/O exception, because the library would retry those.
    private static IllegalStateException closed() {
        return new IllegalStateException("The time of this sign-in is over");
    }

    private void record(HttpRequest request, Optional<Integer> status, long start) {
        if (!open || callsToSkip.getAndDecrement() > 0) {
            return;
        }
        lastStatus = status;
        URI url = URI.create(request.getUrl().toString());
        recorder.called(new HttpCall(
                request.getHttpMethod().toString(),
                url.getHost(),
                url.getPath(),
                status,
                Duration.ofNanos(System.nanoTime() - start)));
    }
}
