package dev.blobdrop.gui.session;

import dev.blobdrop.core.identity.PendingSignIn;
import java.net.URI;

/// A person is being asked to sign in.
public sealed interface PromptState {
    /// Counts down and cancels.
    PendingSignIn pending();

    /// In a window of the system's browser.
    ///
    /// @param page what that window shows; it works on this machine only
    record InBrowser(URI page, PendingSignIn pending) implements PromptState {}

    /// By a code that is typed into a browser on any device.
    record ForCode(String code, String page, PendingSignIn pending) implements PromptState {}
}
