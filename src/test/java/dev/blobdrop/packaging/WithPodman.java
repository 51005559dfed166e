package dev.blobdrop.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/// One [Podman] with the image for all tests of a class, which are skipped with the reason where
/// there is none.
final class WithPodman implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private Optional<Podman> opened = Optional.empty();
    private String why = "";

    Podman get() {
        return opened.orElseThrow();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try {
            opened = Optional.of(Podman.withImage());
        } catch (TestAbortedException e) {
            // Each test reports this itself: tests skipped here are not counted.
            why = e.getMessage();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        assumeTrue(opened.isPresent(), why);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        opened.ifPresent(Podman::close);
    }
}
