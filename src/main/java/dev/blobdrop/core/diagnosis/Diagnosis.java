package dev.blobdrop.core.diagnosis;

import java.util.List;
import java.util.Optional;

/// All findings, stage by stage, and the one cause.
///
/// @param cause from the first stage that failed; empty if none did
/// @param proven what certainly works, so that nobody needs to search there
public record Diagnosis(List<Finding> findings, Optional<Cause> cause, List<String> proven) {
    public Diagnosis {
        findings = List.copyOf(findings);
        proven = List.copyOf(proven);
    }

    /// The stages that were skipped although they would have been informative, such as writing,
    /// which needs consent. Empty after a failure, which comes first.
    public List<Finding> untested() {
        return cause.isPresent()
                ? List.of()
                : findings.stream().filter(Finding::isUntested).toList();
    }

    /// Whether every stage that concerns this sign-in and this account was tested, and none failed.
    public boolean isWell() {
        return cause.isEmpty() && untested().isEmpty();
    }
}
