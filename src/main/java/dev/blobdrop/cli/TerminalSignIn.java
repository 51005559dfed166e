package dev.blobdrop.cli;

import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.identity.PendingSignIn;
import dev.blobdrop.core.identity.SignInHost;
import java.net.URI;
import java.util.OptionalLong;

/// Asks the person at the terminal to sign in, and counts down while they do.
final class TerminalSignIn implements SignInHost {
    private static final long TICK_MILLIS = 500;

    private final Output output;
    private volatile boolean waiting;

    TerminalSignIn(Output output) {
        this.output = output;
    }

    @Override
    public void browserOpens(URI page, PendingSignIn pending) {
        output.note("Opening your browser. Sign in there within "
                + pending.limit().toSeconds()
                + " seconds; Ctrl+C cancels.");
        if (output.isVerbose()) {
            output.note("No browser window? Open this page on this machine: " + page);
        }
        countDown("Waiting for the browser", pending);
    }

    @Override
    public void showDeviceCode(String userCode, String page, PendingSignIn pending) {
        output.note("Open "
                + page
                + " on any device and enter the code "
                + userCode
                + " within "
                + Amounts.time(pending.limit())
                + "; Ctrl+C cancels.");
        countDown("Waiting for the code " + userCode, pending);
    }

    @Override
    public void programWaits(String program, PendingSignIn pending) {
        if (!output.drawsProgress()) {
            output.note(program
                    + " has not answered yet; waiting for up to "
                    + Amounts.time(pending.left())
                    + " (--credential-timeout).");
        }
        countDown("Waiting for " + program, pending);
    }

    /// Draws the countdown on a terminal only, where the line is removed again.
    private void countDown(String what, PendingSignIn pending) {
        if (!output.drawsProgress()) {
            return;
        }
        waiting = true;
        Thread.ofVirtual().start(() -> {
            try {
                while (waiting) {
                    draw(what + ": " + pending.left().toSeconds() + " s left");
                    Thread.sleep(TICK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Draws nothing after [#finished], whose empty line must be the last one.
    private synchronized void draw(String line) {
        if (waiting) {
            output.progress(line);
        }
    }

    @Override
    public synchronized void finished() {
        waiting = false;
        output.progress("");
    }

    @Override
    public void notRemembered(String why) {
        output.note("You will have to sign in again next time: " + why + ".");
    }

    @Override
    public OptionalLong windowHandle() {
        return OptionalLong.empty();
    }
}
