package dev.blobdrop.core.transfer;

/// A running transfer.
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

    /// Begins nothing new and lets requests under way finish. Blocks already sent stay on the
    /// service for 7 days and make a later run shorter.
    @Override
    public void cancel() {
        super.cancel();
    }
}
