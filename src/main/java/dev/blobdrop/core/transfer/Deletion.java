package dev.blobdrop.core.transfer;

/// A running deletion.
public final class Deletion extends Running<DeletionSnapshot> {
    private final DeletionBooks books;

    Deletion(DeletionBooks books) {
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
