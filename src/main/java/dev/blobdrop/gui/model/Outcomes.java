package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.transfer.TransferEvent;
import dev.blobdrop.core.transfer.TransferListener;

import java.nio.file.Path;
import java.util.Optional;

/// What a row says about its files in the end: the first failure, the first reason for skipping,
/// the last blob. Written by the engine's threads, read by the window's; holds no list, because a
/// drop may bring a million files.
final class Outcomes implements TransferListener {
    /// A file with the problem that it met.
    record Failure(Path source, Problem problem) {}

    private volatile Optional<Failure> failure = Optional.empty();
    private volatile Optional<String> skipped = Optional.empty();
    private volatile Optional<BlobPath> uploaded = Optional.empty();
    private volatile Optional<String> retrying = Optional.empty();

    @Override
    public synchronized void on(TransferEvent event) {
        switch (event) {
            case TransferEvent.Failed failed -> {
                if (failure.isEmpty()) {
                    failure = Optional.of(new Failure(failed.source(), failed.problem()));
                }
            }
            case TransferEvent.Skipped skip ->
                    skipped = skipped.or(() -> Optional.of(skip.reason()));
            case TransferEvent.Uploaded done -> {
                uploaded = Optional.of(done.target());
                retrying = Optional.empty();
            }
            case TransferEvent.Retrying again ->
                    retrying = Optional.of(again.problem().title() + "; trying again");
            case TransferEvent.Planned plan -> {}
        }
    }

    Optional<Failure> failure() {
        return failure;
    }

    Optional<String> skipped() {
        return skipped;
    }

    Optional<BlobPath> uploaded() {
        return uploaded;
    }

    /// What is being tried again, until the next success.
    Optional<String> retrying() {
        return retrying;
    }
}
