/// Moves files into a container. Start with [dev.blobdrop.core.transfer.UploadSnapshot] and
/// [dev.blobdrop.core.transfer.engine.TransferEngine].
///
/// May use `core.problem` and `core.storage`.
package dev.blobdrop.core.transfer;
