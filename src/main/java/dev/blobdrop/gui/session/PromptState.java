package dev.blobdrop.gui.session;

import dev.blobdrop.core.identity.PendingSignIn;
import java.net.URI;

/// The user is being prompted to sign in.
public sealed interface PromptState {
    /// The time left, and a way to cancel.
    PendingSignIn pending();

    /// In the system's browser.
    ///
    /// @param page the page in the browser; it works on this machine only
    record InBrowser(URI page, PendingSignIn pending) implements PromptState {}

    /// By a code to enter in a browser on any device.
    record ForCode(String code, String page, PendingSignIn pending) implements PromptState {}
}
