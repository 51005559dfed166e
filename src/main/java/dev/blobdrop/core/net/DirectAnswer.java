package dev.blobdrop.core.net;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.FluxUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A response for the Azure libraries. Its body is complete or still arriving.
final class DirectAnswer extends HttpResponse {
    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;

    DirectAnswer(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
        this(request, status, headers, new ByteArrayInputStream(body));
    }

    /// @param body can be read once unless it is a [ByteArrayInputStream]
    DirectAnswer(HttpRequest request, int status, HttpHeaders headers, InputStream body) {
        super(request);
        this.status = status;
        this.headers = headers;
        this.body = body;
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
    public BinaryData getBodyAsBinaryData() {
        return BinaryData.fromBytes(bytes());
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.defer(() -> FluxUtil.toFluxByteBuffer(stream()));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.fromCallable(this::bytes);
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.fromCallable(
                () -> CoreUtils.bomAwareToString(bytes(), headers.getValue(HttpHeaderName.CONTENT_TYPE)));
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.fromCallable(() -> new String(bytes(), charset));
    }

    @Override
    public Mono<InputStream> getBodyAsInputStream() {
        return Mono.fromCallable(this::stream);
    }

    @Override
    public HttpResponse buffer() {
        return body instanceof ByteArrayInputStream ? this : new DirectAnswer(getRequest(), status, headers, bytes());
    }

    /// A complete body can be read repeatedly.
    InputStream stream() {
        if (body instanceof ByteArrayInputStream complete) {
            complete.reset();
            return new ByteArrayInputStream(complete.readAllBytes());
        }
        return body;
    }

    byte[] bytes() {
        try (InputStream in = stream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
