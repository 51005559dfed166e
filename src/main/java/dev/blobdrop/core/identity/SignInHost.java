package dev.blobdrop.core.identity;

import java.time.Duration;
import java.util.OptionalLong;

/// The face's side of a sign-in that needs a person. Methods are called on the thread that signs
/// in.
public interface SignInHost {
    /// A browser window is about to open; it is waited for at most this long.
    void browserOpens(Duration limit);

    /// The person has to open the page and type the code.
    void showDeviceCode(String userCode, String page, Duration validFor);

    /// The native handle of our window, for the Windows broker.
    OptionalLong windowHandle();
}
