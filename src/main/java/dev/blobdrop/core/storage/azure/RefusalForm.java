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

/// Brings refusals into the form that the SDK can read. It takes an error without `Content-Type`
/// for JSON and fails on its body; the failure looks like a broken connection, which is tried again
/// for as long as the network's trouble is. What a firewall or a proxy says in the service's place
/// is a refusal all the same, told by its status; the service's own code is in a header, too.
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

    /// The body stays if it is the service's.
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
