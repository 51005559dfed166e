package dev.blobdrop.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The open connections of one run, by host. One is taken for each request and comes back when the
/// answer is complete; how many there are at once is up to the callers. Those that nobody uses are
/// closed after [#silence]. Safe for use by many threads.
final class ConnectionPool {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofMillis(200);
    private static final int MOST_LOOPS = 4;

    /// Content handed on at once; Netty's own 8 KiB would halve what was decrypted together.
    private static final int MOST_AT_ONCE = 64 * 1024;

    private static final Transport TRANSPORT = Transport.ofThisMachine();

    private final Map<Host, Deque<Connection>> free = new ConcurrentHashMap<>();
    private final SslContext tls;
    private final Duration silence;

    /// How sockets are served on this machine; its threads end with the process.
    private record Transport(EventLoopGroup loops, Class<? extends SocketChannel> channel) {
        static Transport ofThisMachine() {
            if (Epoll.isAvailable()) {
                return of(EpollIoHandler.newFactory(), EpollSocketChannel.class);
            }
            if (KQueue.isAvailable()) {
                return of(KQueueIoHandler.newFactory(), KQueueSocketChannel.class);
            }
            return of(NioIoHandler.newFactory(), NioSocketChannel.class);
        }

        private static Transport of(
                IoHandlerFactory handlers, Class<? extends SocketChannel> channel) {
            int threads = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
            return new Transport(
                    new MultiThreadIoEventLoopGroup(
                            threads, new DefaultThreadFactory("http", true), handlers),
                    channel);
        }
    }

    /// @param silence how long a connection may move no byte before its request has failed
    ConnectionPool(SslContext tls, Duration silence) {
        this.tls = tls;
        this.silence = silence;
    }

    /// A connection for one request.
    ///
    /// @throws IOException when the host cannot be found or reached, or is not whom it claims to be
    Connection take(Host host) throws IOException {
        Deque<Connection> kept = kept(host);
        for (Connection next = kept.pollFirst(); next != null; next = kept.pollFirst()) {
            if (next.isOpen()) {
                return next;
            }
        }
        return connect(host);
    }

    private Deque<Connection> kept(Host host) {
        return free.computeIfAbsent(host, any -> new ConcurrentLinkedDeque<>());
    }

    /// To each of the host's addresses in turn, in the order of the system's resolver.
    private Connection connect(Host host) throws IOException {
        IOException failure = new IOException("No address");
        for (InetAddress address : InetAddress.getAllByName(host.name())) {
            try {
                return connect(host, new InetSocketAddress(address, host.port()));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Connection connect(Host host, InetSocketAddress address) throws IOException {
        Deque<Connection> kept = kept(host);
        Connection connection = new Connection(silence, kept::addFirst);
        // Held here because a channel that the other side has closed has an empty pipeline.
        AtomicReference<SslHandler> encryption = new AtomicReference<>();
        ChannelFuture connected =
                new Bootstrap()
                        .group(TRANSPORT.loops())
                        .channel(TRANSPORT.channel())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        if (host.secure()) {
                                            encryption.set(encryption(channel.alloc(), host));
                                            channel.pipeline().addLast(encryption.get());
                                            BodySlices.into(channel);
                                        }
                                        fill(channel, connection, kept);
                                    }
                                })
                        .connect(address);
        Channel channel = connected.channel();
        await(connected, channel, connection);
        if (host.secure()) {
            await(encryption.get().handshakeFuture(), channel, connection);
        }
        return connection;
    }

    private void fill(Channel channel, Connection connection, Deque<Connection> kept) {
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(true, 0, 0, silence.toMillis(), TimeUnit.MILLISECONDS),
                        new HttpClientCodec(
                                new HttpDecoderConfig().setMaxChunkSize(MOST_AT_ONCE),
                                false,
                                false),
                        connection);
        channel.closeFuture().addListener(closed -> kept.remove(connection));
    }

    private SslHandler encryption(ByteBufAllocator allocator, Host host) {
        SslHandler handler = tls.newHandler(allocator, host.name(), host.port());
        handler.setHandshakeTimeoutMillis(CONNECT.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(FAREWELL.toMillis());
        return handler;
    }

    private static void await(Future<?> step, Channel channel, Connection connection)
            throws IOException {
        try {
            step.await();
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while connecting");
        }
        Optional<Throwable> failure = Optional.ofNullable(step.cause());
        if (failure.isPresent()) {
            channel.close().awaitUninterruptibly();
            throw Connection.asIo(connection.trouble().orElse(failure.get()));
        }
    }
}
