package dev.blobdrop.core.identity;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;

import dev.blobdrop.core.identity.ChainTrace.HttpCall;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Notes each HTTP call that the identity library makes: method, host, path, status and time. It
/// never looks at headers or bodies.
final class WireTap implements HttpPipelinePolicy {
    private final ChainRecorder recorder;

    WireTap(ChainRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public Mono<HttpResponse> process(
            HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        long start = System.nanoTime();
        HttpRequest request = context.getHttpRequest();
        return next.process()
                .doOnNext(response -> note(request, Optional.of(response.getStatusCode()), start))
                .doOnError(error -> note(request, Optional.empty(), start));
    }

    @Override
    public HttpResponse processSync(
            HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        long start = System.nanoTime();
        HttpRequest request = context.getHttpRequest();
        try {
            HttpResponse response = next.processSync();
            note(request, Optional.of(response.getStatusCode()), start);
            return response;
        } catch (RuntimeException e) {
            note(request, Optional.empty(), start);
            throw e;
        }
    }

    private void note(HttpRequest request, Optional<Integer> status, long start) {
        URI url = URI.create(request.getUrl().toString());
        recorder.called(
                new HttpCall(
                        request.getHttpMethod().toString(),
                        url.getHost(),
                        url.getPath(),
                        status,
                        Duration.ofNanos(System.nanoTime() - start)));
    }
}
