package dev.blobdrop.core.diagnosis;

import java.util.Optional;

/// What the pod should be, according to the person who deployed it.
public record Expectations(Optional<String> clientId, Optional<String> subject, Optional<String> issuer) {
    /// Nothing to compare with.
    public static final Expectations NONE = new Expectations(Optional.empty(), Optional.empty(), Optional.empty());
}
