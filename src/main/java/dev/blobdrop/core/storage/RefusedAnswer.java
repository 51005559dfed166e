package dev.blobdrop.core.storage;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;

import dev.blobdrop.core.net.RawAnswer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// An answer that is no success, as the SDK's clients show it: what is said of it is then the same,
/// whoever made the request.
final class RefusedAnswer extends HttpResponse {
    private final RawAnswer answer;
    private final HttpHeaders headers = new HttpHeaders();

    private RefusedAnswer(RawAnswer answer) {
        super(new HttpRequest(HttpMethod.GET, "https://refused"));
        this.answer = answer;
        for (int i = 0; i < answer.headers().size(); i += 2) {
            headers.add(
                    HttpHeaderName.fromString(answer.headers().get(i)),
                    answer.headers().get(i + 1));
        }
    }

    static HttpResponse of(RawAnswer answer) {
        return new RefusedAnswer(answer);
    }

    /// As the SDK's clients throw it.
    static RuntimeException exception(RawAnswer answer) {
        return SdkTypes.refusal(of(answer), new String(answer.content(), StandardCharsets.UTF_8));
    }

    static RuntimeException exception(HttpResponse answer) {
        return SdkTypes.refusal(answer, answer.getBodyAsBinaryData().toString());
    }

    @Override
    public int getStatusCode() {
        return answer.status();
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.just(ByteBuffer.wrap(answer.content()));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(answer.content());
    }

    @Override
    public Mono<String> getBodyAsString() {
        return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just(new String(answer.content(), charset));
    }
}
