package dev.blobdrop.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hands a long body to the encryption a slice at a time, and the next only when the socket has
/// taken what went before. Without it a block of 8 MiB is encrypted as a whole as soon as it is
/// written, into 8 MiB of memory outside the heap, and has left the processor's cache when the
/// socket asks for it.
///
/// Belongs to one connection and its event loop.
final class BodySlices extends ChannelDuplexHandler {
    /// Several records of TLS (16 KiB each) in one call of the socket; all of it stays in the
    /// cache.
    static final int SLICE = 128 * 1024;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private boolean isSending;

    /// What is to be written, and whom to tell when all of it is.
    private record Pending(Object message, ChannelPromise promise) {
        boolean isLong() {
            return message instanceof ByteBuf bytes && bytes.readableBytes() > SLICE;
        }
    }

    /// Makes the connection's encryption work in slices; does nothing for one without encryption.
    static void into(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        SslHandler encryption = pipeline.get(SslHandler.class);
        if (encryption != null) {
            encryption.setWrapDataSize(SLICE);
            pipeline.addAfter(
                    pipeline.context(encryption).name(),
                    BodySlices.class.getSimpleName(),
                    new BodySlices());
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Pending next = new Pending(message, promise);
        if (waiting.isEmpty() && !next.isLong()) {
            context.write(message, promise);
        } else {
            waiting.add(next);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.flush();
        } else {
            send(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            send(context);
        }
        context.fireChannelWritabilityChanged();
    }

    /// Flushing may make the channel writable again and call this anew.
    private void send(ChannelHandlerContext context) {
        if (isSending) {
            return;
        }
        isSending = true;
        try {
            while (!waiting.isEmpty() && context.channel().isWritable()) {
                writeNext(context);
                context.flush();
            }
        } finally {
            isSending = false;
        }
    }

    private void writeNext(ChannelHandlerContext context) {
        Pending next = waiting.element();
        if (next.isLong() && next.message() instanceof ByteBuf bytes) {
            context.write(bytes.readRetainedSlice(SLICE));
        } else {
            waiting.remove();
            context.write(next.message(), next.promise());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    private void drop() {
        for (Pending next = waiting.poll(); next != null; next = waiting.poll()) {
            ReferenceCountUtil.release(next.message());
            next.promise().tryFailure(new ClosedChannelException());
        }
    }
}
