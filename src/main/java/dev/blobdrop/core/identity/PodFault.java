package dev.blobdrop.core.identity;

import java.util.List;
import java.util.Optional;

/// One reason why workload identity cannot sign in.
///
/// @param code of the catalogue's row
/// @param evidence what was found, line by line
public record PodFault(String code, List<String> evidence) {
    public PodFault {
        evidence = List.copyOf(evidence);
    }

    static Optional<PodFault> of(String code, String... evidence) {
        return Optional.of(new PodFault(code, List.of(evidence)));
    }
}
