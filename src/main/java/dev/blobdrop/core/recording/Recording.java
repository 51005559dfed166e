package dev.blobdrop.core.recording;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that a run of `whoami` showed: what its summary line holds and what a replay needs.
///
/// @param recorded when the run began
/// @param pod the file that held a pod's variables; empty when this machine's own were used
/// @param survey whether every credential was asked
/// @param storage empty when no account was given
/// @param problem why the run failed
public record Recording(
        Instant recorded,
        Optional<String> pod,
        boolean survey,
        ChainTrace trace,
        Optional<Storage> storage,
        List<Access> access,
        Optional<Problem> problem,
        int exitCode) {

    public Recording {
        access = List.copyOf(access);
    }

    /// Where access was looked at.
    public record Storage(String account, String container) {}
}
