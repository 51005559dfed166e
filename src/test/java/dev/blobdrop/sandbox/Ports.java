package dev.blobdrop.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Loopback ports: a free one, and one sentence when a wanted one is taken.
final class Ports {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int MOST_TRIES = 1_000;

    private Ports() {}

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(loopback(), port);
    }

    /// The wanted port when it is free, or any free one for 0.
    ///
    /// That one stays free until it is used: the system gives none of this range to a connection or
    /// to another program's port 0.
    static int available(int wanted) {
        if (wanted != 0) {
            return free(wanted).orElseThrow(() -> taken(wanted));
        }
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .mapToObj(Ports::free)
                .limit(MOST_TRIES)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new SandboxException("No port on 127.0.0.1 is free."));
    }

    private static Optional<Integer> free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return Optional.of(port);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// An address of this machine that is none on the internet, if it has one.
    static Optional<InetAddress> privateAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a.isSiteLocalAddress() || (a.getAddress()[0] & 0xfe) == 0xfc)
                    .filter(a -> a.getAddress().length == 16 || a.isSiteLocalAddress())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(address(port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static SandboxException taken(int port) {
        return new SandboxException("Port "
                + port
                + " on 127.0.0.1 is already in use."
                + " End the program that holds it or choose another port.");
    }
}
