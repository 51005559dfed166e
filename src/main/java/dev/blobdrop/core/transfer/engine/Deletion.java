package dev.blobdrop.core.transfer.engine;

import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.delete.DeletionResults;

/// A running deletion.
public final class Deletion extends Run<DeletionSnapshot> {
    private final DeletionResults books;

    Deletion(DeletionResults books) {
        super(books.course());
        this.books = books;
    }

    @Override
    public DeletionSnapshot snapshot() {
        return books.snapshot();
    }

    @Override
    long left() {
        return books.snapshot().left();
    }
}
