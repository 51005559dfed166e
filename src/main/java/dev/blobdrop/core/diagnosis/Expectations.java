package dev.blobdrop.core.diagnosis;

import java.util.Optional;

/// What the person who deployed the pod meant it to be; compared with what it is.
public record Expectations(Optional<String> clientId, Optional<String> subject, Optional<String> issuer) {
    public static final Expectations NONE = new Expectations(Optional.empty(), Optional.empty(), Optional.empty());
}
