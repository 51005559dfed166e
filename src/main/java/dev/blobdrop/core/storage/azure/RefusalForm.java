package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.blobdrop.core.net.CompleteAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Turns refusals into a form that the SDK can read. The SDK takes an error without `Content-Type`
/// for JSON and fails on its body; that looks like a broken connection and would be retried for as
/// long as one. The answer of a firewall or a proxy in place of the service is also a refusal,
/// recognised by its status. The service's own code is in a header as well.
final class RefusalForm implements HttpPipelinePolicy {
    private static final int FIRST = 300;
    private static final String XML = "application/xml";

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return next.process()
                .flatMap(answer -> isOdd(answer)
                        ? answer.getBodyAsByteArray()
                                .defaultIfEmpty(new byte[0])
                                .map(body -> readable(answer, body))
                        : Mono.just(answer));
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpResponse answer = next.processSync();
        if (!isOdd(answer)) {
            return answer;
        }
        return readable(answer, CompleteAnswer.body(answer));
    }

    private static boolean isOdd(HttpResponse answer) {
        String type = Optional.ofNullable(answer.getHeaderValue(HttpHeaderName.CONTENT_TYPE))
                .orElse("");
        return answer.getStatusCode() >= FIRST && !type.contains("xml");
    }

    /// Keeps the body only if it is the service's.
    private static HttpResponse readable(HttpResponse answer, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        HttpHeaders headers = new HttpHeaders(answer.getHeaders()).set(HttpHeaderName.CONTENT_TYPE, XML);
        byte[] kept = text.contains("<Error>") ? body : new byte[0];
        answer.close();
        return CompleteAnswer.of(
                answer.getRequest(),
                answer.getStatusCode(),
                headers.set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(kept.length)),
                kept);
    }
}
