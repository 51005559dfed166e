package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Something that happened to one blob. Each one that was named or found ends with exactly one
/// [Downloaded], [Skipped] or [Failed], unless the run is cancelled.
public sealed interface DownloadEvent {
    /// The blob's name.
    String name();

    /// A request failed and is made again after a pause.
    record Retrying(String name, Problem problem, Duration pause) implements DownloadEvent {}

    /// @param size in bytes
    /// @param kept how many of them an earlier run had brought
    /// @param md5 what was compared with the stored one, hexadecimal; empty when none is stored or
    ///     it was not to be compared
    /// @param verified with what its content was compared
    record Downloaded(
            String name, Path target, long size, long kept, Optional<String> md5, Verification verified, Duration took)
            implements DownloadEvent {}

    record Skipped(String name, String reason) implements DownloadEvent {}

    record Failed(String name, Problem problem) implements DownloadEvent {}
}
