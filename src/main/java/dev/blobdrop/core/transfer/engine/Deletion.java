package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.delete.DeletionResults;

/// A running deletion.
public final class Deletion extends Run<DeletionSnapshot> {
    private final DeletionResults results;

    Deletion(DeletionResults results) {
        super(results.status());
        this.results = results;
    }

    @Override
    public DeletionSnapshot snapshot() {
        return results.snapshot();
    }

    @Override
    long left() {
        return results.snapshot().left();
    }
}
