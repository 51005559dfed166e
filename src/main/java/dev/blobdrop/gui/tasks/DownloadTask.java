package dev.blobdrop.gui.tasks;

import dev.blobdrop.core.transfer.DownloadEvent;
import dev.blobdrop.core.transfer.DownloadRequest;
import dev.blobdrop.core.transfer.DownloadSnapshot;
import dev.blobdrop.core.transfer.RunState;
import dev.blobdrop.core.transfer.engine.Download;
import dev.blobdrop.core.transfer.engine.TransferEngine;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.base.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A download by the engine, with its texts.
final class DownloadTask implements BackgroundTask.Work {
    private final Path folder;
    private final FailureReasons reasons = new FailureReasons();

    /// The file downloaded last.
    private volatile Path file;

    private final Download download;

    /// Starts the download.
    DownloadTask(TransferEngine engine, DownloadRequest request) {
        this.folder = request.folder();
        this.download = engine.download(request, this::note);
    }

    private void note(DownloadEvent event) {
        if (event instanceof DownloadEvent.Failed failed) {
            reasons.add(failed.name(), failed.problem());
        } else if (event instanceof DownloadEvent.Downloaded downloaded) {
            file = downloaded.target();
        }
    }

    @Override
    public BackgroundTask.State now() {
        DownloadSnapshot now = download.snapshot();
        boolean running = now.state() == RunState.RUNNING;
        List<String> why = reasons.lines();
        now.stoppedBy().ifPresent(problem -> why.addFirst(problem.title()));
        double share = now.listing() || now.bytesFound() == 0
                ? -1
                : Math.min(0.99, (double) now.bytesDone() / now.bytesFound());
        return new BackgroundTask.State(
                running,
                running ? share : 1,
                running ? progress(now) : end(now),
                why,
                Optional.of(folder).filter(there -> !running && now.downloaded() > 0),
                Optional.ofNullable(file).filter(only -> !running && now.downloaded() == 1));
    }

    private String progress(DownloadSnapshot now) {
        return Texts.of(
                "explorer.download.running",
                now.downloaded(),
                now.found(),
                Units.size(now.bytesDone()),
                Units.size(now.bytesFound()),
                folder);
    }

    private String end(DownloadSnapshot now) {
        List<String> parts = new ArrayList<>();
        parts.add(Texts.of("explorer.download.done", now.downloaded(), folder));
        if (now.notVerified() > 0) {
            parts.add(Texts.of("explorer.download.unverified", now.notVerified()));
        }
        if (now.skipped() > 0) {
            parts.add(Texts.of("explorer.download.skipped", now.skipped()));
        }
        if (now.failed() > 0) {
            parts.add(Texts.of("explorer.task.failed", now.failed()));
        }
        if (now.state() == RunState.CANCELLED) {
            parts.add(Texts.of("explorer.task.cancelled"));
        }
        return String.join(", ", parts);
    }

    @Override
    public void cancel() {
        download.cancel();
    }
}
