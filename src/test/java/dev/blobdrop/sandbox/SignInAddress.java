package dev.blobdrop.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a sign-in page, as a program opens it.
public record SignInAddress(URI page) {
    /// One of its parameters.
    public String field(String name) {
        Matcher field = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(page.getRawQuery());
        if (!field.find()) {
            throw new AssertionError("There is no " + name + " in the address");
        }
        return URLDecoder.decode(field.group(1), StandardCharsets.UTF_8);
    }

    /// Where the program waits for the answer.
    public int port() {
        return URI.create(field("redirect_uri")).getPort();
    }

    /// Whether it still waits.
    public boolean isListenedFor() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
