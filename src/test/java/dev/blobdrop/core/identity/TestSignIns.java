package dev.blobdrop.core.identity;

import java.time.Duration;

/// Sign-ins that wait for a person, for tests of the faces.
public final class TestSignIns {
    private TestSignIns() {}

    public static PendingSignIn pending(Duration limit) {
        return new PendingSignIn(limit);
    }
}
