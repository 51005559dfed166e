package dev.blobdrop.core.diagnosis;

import java.util.List;
import java.util.Optional;

/// All that was found, stage by stage, and the one cause on top of it.
///
/// @param cause of the first stage that failed; empty when none did
/// @param proven what certainly works, for that the search is elsewhere
public record Diagnosis(List<Finding> findings, Optional<Cause> cause, List<String> proven) {
    public Diagnosis {
        findings = List.copyOf(findings);
        proven = List.copyOf(proven);
    }

    /// The stages that were left out although they would have told something, such as writing,
    /// which needs somebody's consent. After a failure, none: the failure comes first.
    public List<Finding> untested() {
        return cause.isPresent()
                ? List.of()
                : findings.stream().filter(Finding::isUntested).toList();
    }

    /// Whether every stage was tested that has to do with this sign-in and this account, and none
    /// failed.
    public boolean isWell() {
        return cause.isEmpty() && untested().isEmpty();
    }
}
