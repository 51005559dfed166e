package dev.blobdrop.core.net;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request and what comes back. A short answer is handed over as a whole; of a long one the
/// beginning, while the rest is still arriving ([LongBody]). Content that was asked for into a
/// buffer is written there as it arrives, and the answer is handed over when all of it is there.
///
/// [#await] is called by the request's thread, all else by the connection's event loop.
final class Exchange {
    /// Longer answers are listings' pages and blobs.
    static final int SHORT_BYTES = 256 * 1024;

    private static final int PARTIAL_CONTENT = 206;

    private final HttpRequest request;
    private final Duration limit;
    private final Optional<ByteBuffer> into;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private volatile boolean isAnswered;

    private boolean isFilling;
    private int status;
    private HttpHeaders headers = new HttpHeaders();
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private Optional<Channel> channel = Optional.empty();
    private Optional<LongBody> longBody = Optional.empty();

    /// @param limit how long the answer, or the beginning of a long one, may take
    /// @param into with an array; takes the content if the answer is the part that was asked for
    Exchange(HttpRequest request, Duration limit, Optional<ByteBuffer> into) {
        this.request = request;
        this.limit = limit;
        this.into = into;
    }

    /// Whether anything came back.
    boolean isAnswered() {
        return isAnswered;
    }

    HttpResponse await() throws IOException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("No answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for an answer");
        } catch (ExecutionException e) {
            throw Connection.asIo(e.getCause());
        }
    }

    void begin(io.netty.handler.codec.http.HttpResponse head, Channel from) {
        isAnswered = true;
        channel = Optional.of(from);
        status = head.status().code();
        isFilling = into.isPresent() && status == PARTIAL_CONTENT;
        headers = new HttpHeaders(head.headers().size());
        head.headers()
                .forEach(
                        header ->
                                headers.add(
                                        HttpHeaderName.fromString(header.getKey()),
                                        header.getValue()));
    }

    /// @throws EOFException when the answer is longer than the buffer that it was asked for
    void add(ByteBuf bytes) throws EOFException {
        if (isFilling) {
            fill(into.orElseThrow(), bytes);
            return;
        }
        byte[] part = new byte[bytes.readableBytes()];
        bytes.readBytes(part);
        if (longBody.isPresent()) {
            longBody.get().add(part);
            return;
        }
        body.writeBytes(part);
        if (body.size() > SHORT_BYTES) {
            LongBody rest = new LongBody(channel.orElseThrow());
            rest.add(body.toByteArray());
            body.reset();
            longBody = Optional.of(rest);
            answer.complete(new DirectAnswer(request, status, headers, rest));
        }
    }

    private static void fill(ByteBuffer buffer, ByteBuf bytes) throws EOFException {
        int length = bytes.readableBytes();
        if (length > buffer.remaining()) {
            throw new EOFException("The answer is longer than what was asked for");
        }
        bytes.readBytes(buffer.slice(buffer.position(), length));
        buffer.position(buffer.position() + length);
    }

    void complete() {
        longBody.ifPresentOrElse(
                LongBody::end,
                () ->
                        answer.complete(
                                new DirectAnswer(request, status, headers, body.toByteArray())));
    }

    void fail(IOException cause) {
        longBody.ifPresent(rest -> rest.fail(cause));
        answer.completeExceptionally(cause);
    }
}
