package dev.blobdrop.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/// Loopback ports: a free one, and one sentence when a wanted one is taken.
final class Ports {
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
    static int available(int wanted) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw taken(wanted);
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
        return new SandboxException(
                "Port "
                        + port
                        + " on 127.0.0.1 is already in use."
                        + " End the program that holds it or choose another port.");
    }
}
