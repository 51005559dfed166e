/// A deletion. Start with [dev.blobdrop.core.transfer.delete.DeletionRun]. Only
/// [dev.blobdrop.core.transfer.delete.BlobDeletion] deletes what somebody else wrote.
///
/// May use `core.transfer`, `flow` and what these may use; not `upload` or `download`.
package dev.blobdrop.core.transfer.delete;
