package dev.blobdrop.core.problem;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobStorageException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/// An answer of the storage service that never came over a wire.
final class StorageAnswer extends HttpResponse {
    private final int status;
    private final HttpHeaders headers = new HttpHeaders();

    private StorageAnswer(int status, String code) {
        super(new HttpRequest(HttpMethod.PUT, "https://contoso.blob.core.windows.net/c/b"));
        this.status = status;
        if (!code.isEmpty()) {
            headers.set(HttpHeaderName.fromString("x-ms-error-code"), code);
        }
    }

    /// @param code empty for an answer without one
    static BlobStorageException refusal(int status, String code) {
        StorageAnswer answer = new StorageAnswer(status, code);
        return new BlobStorageException("Status code " + status, answer, "");
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public String getHeaderValue(HttpHeaderName name) {
        return headers.getValue(name);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.empty();
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(new byte[0]);
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.just("");
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just("");
    }
}
