package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Something that happened to one blob. Each blob that was named or found ends with exactly one
/// [Downloaded], [Skipped] or [Failed], unless the run is cancelled.
public sealed interface DownloadEvent {
    /// The blob's name.
    String name();

    /// A request failed and will be repeated after the pause.
    record Retrying(String name, Problem problem, Duration pause) implements DownloadEvent {}

    /// The blob is in its file.
    ///
    /// @param size in bytes
    /// @param kept bytes that an earlier run had downloaded
    /// @param md5 that was compared with the stored one, hexadecimal; empty when none was
    /// @param verified what the content was compared with
    record Downloaded(
            String name, Path target, long size, long kept, Optional<String> md5, Verification verified, Duration took)
            implements DownloadEvent {}

    /// The blob was left out.
    record Skipped(String name, String reason) implements DownloadEvent {}

    /// The blob was not downloaded.
    record Failed(String name, Problem problem) implements DownloadEvent {}
}
