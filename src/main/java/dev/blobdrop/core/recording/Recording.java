package dev.blobdrop.core.recording;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run of `whoami`: the content of its summary line, enough to show it again.
///
/// @param recorded when the run began
/// @param pod the file with a pod's variables; empty when this machine's own were used
/// @param survey whether every credential was tried
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

    /// What access was checked for.
    public record Storage(String account, String container) {}
}
