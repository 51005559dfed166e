package dev.blobdrop.core.diagnosis;

import java.util.List;
import java.util.Optional;

/// All that was found, stage by stage, and the one cause on top of it.
///
/// @param cause of the first stage that failed; empty when all is well
/// @param proven what certainly works, for that the search is elsewhere
public record Diagnosis(List<Finding> findings, Optional<Cause> cause, List<String> proven) {
    public Diagnosis {
        findings = List.copyOf(findings);
        proven = List.copyOf(proven);
    }
}
