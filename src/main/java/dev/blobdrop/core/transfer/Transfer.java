package dev.blobdrop.core.transfer;

/// A running transfer. When it is cancelled, blocks already sent stay on the service for 7 days and
/// make a later run shorter.
public final class Transfer extends Running<TransferSnapshot> {
    private final Progress progress;

    Transfer(Progress progress) {
        super(progress.course());
        this.progress = progress;
    }

    @Override
    public TransferSnapshot snapshot() {
        return progress.snapshot();
    }

    @Override
    long left() {
        return progress.snapshot().left();
    }
}
