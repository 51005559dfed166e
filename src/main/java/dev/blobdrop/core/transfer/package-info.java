/// The types that the command line and the window share with the engine: requests, policies,
/// events, snapshots. Start with [dev.blobdrop.core.transfer.UploadRequest] and
/// [dev.blobdrop.core.transfer.UploadSnapshot]; [dev.blobdrop.core.transfer.engine.TransferEngine]
/// carries requests out.
///
/// May use `core.problem`, `core.config`, `core.storage` and `core.transfer.checksum`.
package dev.blobdrop.core.transfer;
