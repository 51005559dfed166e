package dev.blobdrop.core.watch;

import dev.blobdrop.core.transfer.UploadRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What to watch, how what is found is uploaded, and when to end.
///
/// @param upload container, prefix, policies and filter; its sources are not used. Blobs are named
///     by where their files lie in the folder
/// @param settle how long a file must stay the same to count as finished, where nobody tells that
///     its writer has closed it
/// @param sweepEvery how often the folder is walked, whatever the operating system tells
/// @param exitFile ends the watch when it exists; never uploaded
/// @param idleExit ends the watch when nothing was found or sent for that long
/// @param grace at the end: how long what failed is tried again, and how long a file that is still
///     being written is waited for
public record WatchRequest(
        Path folder,
        UploadRequest upload,
        Duration settle,
        Duration sweepEvery,
        Optional<Path> exitFile,
        Optional<Duration> idleExit,
        Duration grace) {

    public static WatchRequest of(Path folder, UploadRequest upload) {
        return new WatchRequest(
                folder,
                upload,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(25));
    }

    public WatchRequest endingAt(Optional<Path> file, Optional<Duration> idle) {
        return new WatchRequest(folder, upload, settle, sweepEvery, file, idle, grace);
    }

    public WatchRequest with(Duration settling, Duration sweeping, Duration ending) {
        return new WatchRequest(folder, upload, settling, sweeping, exitFile, idleExit, ending);
    }
}
