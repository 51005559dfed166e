package dev.blobdrop.core.watch;

import dev.blobdrop.core.transfer.UploadRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What to watch, how its files are uploaded, and when to end.
///
/// @param upload container, prefix, policies and filter; its sources are ignored. Blobs are named
///     by the files' paths below the folder
/// @param settle how long a file must stay the same to count as finished, where the operating
///     system does not report that its writer has closed it
/// @param sweepEvery how often the folder is walked, whatever the operating system reports
/// @param exitFile ends the watch when it exists; never uploaded
/// @param idleExit ends the watch when nothing was found or sent for that long
/// @param grace at the end: how long failures are retried and unfinished files are waited for
public record WatchRequest(
        Path folder,
        UploadRequest upload,
        Duration settle,
        Duration sweepEvery,
        Optional<Path> exitFile,
        Optional<Duration> idleExit,
        Duration grace) {

    /// Settles for 2 s, sweeps every 30 s, never ends by itself, and has a grace period of 25 s.
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

    /// The same with another exit file and idle time.
    public WatchRequest endingAt(Optional<Path> file, Optional<Duration> idle) {
        return new WatchRequest(folder, upload, settle, sweepEvery, file, idle, grace);
    }

    /// The same with other times: [#settle], [#sweepEvery] and [#grace].
    public WatchRequest with(Duration settling, Duration sweeping, Duration ending) {
        return new WatchRequest(folder, upload, settling, sweeping, exitFile, idleExit, ending);
    }
}
