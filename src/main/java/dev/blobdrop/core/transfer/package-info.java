/// What the faces say to the engine and hear from it: requests, policies, events, snapshots. Start
/// with [dev.blobdrop.core.transfer.UploadRequest] and [dev.blobdrop.core.transfer.UploadSnapshot];
/// what carries them out is [dev.blobdrop.core.transfer.engine.TransferEngine].
///
/// May use `core.problem`, `core.config`, `core.storage` and `core.transfer.checksum`.
package dev.blobdrop.core.transfer;
