/// Moves files into a container. Start with [dev.blobdrop.core.transfer.TransferSnapshot] and
/// [dev.blobdrop.core.transfer.TransferEngine].
///
/// May use `core.problem` and `core.storage`.
package dev.blobdrop.core.transfer;
