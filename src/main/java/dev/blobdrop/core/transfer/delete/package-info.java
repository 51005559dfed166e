/// A deletion. Start with [dev.blobdrop.core.transfer.delete.DeletionRun]. Only
/// [dev.blobdrop.core.transfer.delete.BlobDeletion] deletes.
///
/// May use `core.transfer` and `flow`, not `upload` or `download`.
package dev.blobdrop.core.transfer.delete;
