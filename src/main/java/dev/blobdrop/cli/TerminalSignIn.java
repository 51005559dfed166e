package dev.blobdrop.cli;

import dev.blobdrop.core.identity.SignInHost;

import java.time.Duration;
import java.util.OptionalLong;

/// Asks the person at the terminal to sign in.
final class TerminalSignIn implements SignInHost {
    private final Output output;

    TerminalSignIn(Output output) {
        this.output = output;
    }

    @Override
    public void browserOpens(Duration limit) {
        output.note(
                "Opening your browser. Sign in there within "
                        + limit.toSeconds()
                        + " seconds; Ctrl+C cancels.");
    }

    @Override
    public void showDeviceCode(String userCode, String page, Duration validFor) {
        output.note(
                "Open "
                        + page
                        + " and enter the code "
                        + userCode
                        + " within "
                        + validFor.toMinutes()
                        + " minutes; Ctrl+C cancels.");
    }

    @Override
    public OptionalLong windowHandle() {
        return OptionalLong.empty();
    }
}
