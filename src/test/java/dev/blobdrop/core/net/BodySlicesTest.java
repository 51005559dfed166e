package dev.blobdrop.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;

import java.nio.channels.ClosedChannelException;
import java.util.Random;

class BodySlicesTest {
    private static final int LENGTH = 5 * BodySlices.SLICE + 17;

    private final EmbeddedChannel channel = new EmbeddedChannel(new BodySlices());
    private final byte[] body = new byte[LENGTH];

    BodySlicesTest() {
        new Random(1).nextBytes(body);
    }

    @Test
    void aLongBodyArrivesWholeInOrderAndInSlices() {
        channel.write(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        ChannelFuture written = channel.write(Unpooled.wrappedBuffer(body));
        channel.write(Unpooled.wrappedBuffer(new byte[] {4, 5}));
        channel.flush();

        assertThat(written.isSuccess()).isTrue();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            assertThat(part.readableBytes()).isLessThanOrEqualTo(BodySlices.SLICE);
            all.writeBytes(part);
            part.release();
        }
        assertThat(all)
                .isEqualTo(
                        Unpooled.wrappedBuffer(
                                Unpooled.wrappedBuffer(new byte[] {1, 2, 3}),
                                Unpooled.wrappedBuffer(body),
                                Unpooled.wrappedBuffer(new byte[] {4, 5})));
    }

    @Test
    void whatTheSocketDoesNotTakeWaits() {
        writable(false);
        ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(body));
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(written.isDone()).isFalse();

        writable(true);
        assertThat(written.isSuccess()).isTrue();
        assertThat(channel.outboundMessages()).hasSize(6);
    }

    @Test
    void aClosedConnectionFailsAndReleasesWhatWaits() {
        writable(false);
        ByteBuf waiting = Unpooled.wrappedBuffer(body);
        ChannelFuture written = channel.writeAndFlush(waiting);
        channel.close();

        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(waiting.refCnt()).isZero();
    }

    private void writable(boolean is) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, is);
        channel.runPendingTasks();
    }
}
