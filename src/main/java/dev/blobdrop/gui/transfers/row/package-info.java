/// One drop, from its files to its outcome, without controls. Start with
/// [dev.blobdrop.gui.transfers.row.TransferRow].
///
/// May use `gui.session`, `gui.base` and `core`.
package dev.blobdrop.gui.transfers.row;
