package dev.blobdrop.cli;

import dev.blobdrop.cli.process.Logging;
import dev.blobdrop.sandbox.SharedSandbox;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives each test the sandbox as new, and looks through what the tests have left on disk.
final class FreshSandbox implements BeforeEachCallback, AfterAllCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        SharedSandbox.get().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Logging.verbose(false);
        SharedSandbox.get().reset();
        OutputCheck.leftBehind();
    }
}
