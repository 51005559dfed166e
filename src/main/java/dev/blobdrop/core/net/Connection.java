package dev.blobdrop.core.net;

import com.azure.core.http.HttpResponse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One connection, end of its pipeline: takes one request at a time and collects its answer. It
/// goes back to the pool when the answer is complete and both sides keep it open.
///
/// [#send] is called by the requests' threads, all else by the connection's event loop.
final class Connection extends ChannelInboundHandlerAdapter {
    private final Duration silence;
    private final Consumer<Connection> giveBack;
    private volatile Optional<Channel> channel = Optional.empty();
    private volatile boolean isUsedAgain;

    /// Set before the request is written, taken when its answer is complete or has failed.
    private volatile Optional<Exchange> current = Optional.empty();

    private volatile Optional<Future<?>> written = Optional.empty();
    private volatile Optional<Throwable> trouble = Optional.empty();
    private boolean staysOpen;
    private boolean isInformation;

    /// @param silence for the words of the failure
    /// @param giveBack takes this connection when it is free
    Connection(Duration silence, Consumer<Connection> giveBack) {
        this.silence = silence;
        this.giveBack = giveBack;
    }

    boolean isOpen() {
        return channel.map(Channel::isActive).orElse(false);
    }

    /// Whether it carried a request before the present one: the other side may have closed it just
    /// when that was sent.
    boolean isUsedAgain() {
        return isUsedAgain;
    }

    /// Sends the request and waits for its answer.
    ///
    /// @throws IOException when there was none; the connection is closed then, and nobody reads the
    ///     request's content any more
    HttpResponse send(FullHttpRequest request, Exchange exchange) throws IOException {
        Channel open = channel.orElseThrow();
        current = Optional.of(exchange);
        if (!open.isActive()) {
            fail(new ClosedChannelException());
        }
        ChannelPromise writing = open.newPromise();
        written = Optional.of(writing);
        open.writeAndFlush(request, writing);
        writing.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        fail(done.cause());
                        open.close();
                    }
                });
        boolean isDone = false;
        try {
            HttpResponse answer = exchange.await();
            isDone = true;
            return answer;
        } finally {
            if (!isDone) {
                open.close().awaitUninterruptibly();
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = Optional.of(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        try {
            if (message instanceof HttpObject part && current.isPresent()) {
                read(context, part, current.get());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext context, HttpObject part, Exchange exchange)
            throws IOException {
        if (part.decoderResult().isFailure()) {
            fail(new IOException("The answer is no HTTP", part.decoderResult().cause()));
            context.close();
            return;
        }
        if (part instanceof io.netty.handler.codec.http.HttpResponse head) {
            isInformation = head.status().code() < 200;
            if (!isInformation) {
                staysOpen = HttpUtil.isKeepAlive(head);
                exchange.begin(head, context.channel());
            }
        }
        if (part instanceof HttpContent content && !isInformation) {
            ByteBuf bytes = content.content();
            if (bytes.isReadable()) {
                exchange.add(bytes);
            }
        }
        if (part instanceof LastHttpContent) {
            if (!isInformation) {
                complete(context, exchange);
            }
            isInformation = false;
        }
    }

    /// The connection is free before the caller knows, so that its next request finds it. An answer
    /// that came before the request was written as a whole ends it.
    private void complete(ChannelHandlerContext context, Exchange exchange) {
        current = Optional.empty();
        if (staysOpen && written.filter(Future::isSuccess).isPresent()) {
            isUsedAgain = true;
            giveBack.accept(this);
            exchange.complete();
        } else {
            context.close().addListener(closed -> exchange.complete());
        }
    }

    private void fail(Throwable cause) {
        Optional<Exchange> failed = current;
        current = Optional.empty();
        failed.ifPresent(exchange -> exchange.fail(asIo(cause)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new EOFException("The other side ended the connection before its answer"));
        context.fireChannelInactive();
    }

    /// Why it could not be opened, if that is known better than that it ended.
    Optional<Throwable> trouble() {
        return trouble;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        trouble = Optional.of(cause);
        fail(cause);
        context.close();
    }

    /// Nothing has moved: the answer does not come, or nobody needs this connection. A reader that
    /// takes its time is no such case.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && context.channel().config().isAutoRead()) {
            fail(new SocketTimeoutException("No byte moved for " + silence.toSeconds() + " s"));
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    /// Netty wraps what its handlers throw.
    static IOException asIo(Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case DecoderException wrapped when wrapped.getCause() instanceof IOException io -> io;
            default -> new IOException(cause.toString(), cause);
        };
    }
}
