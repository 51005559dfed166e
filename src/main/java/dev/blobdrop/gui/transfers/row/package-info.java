/// One drop, from what it brings to how it ended, without a control. Start with
/// [dev.blobdrop.gui.transfers.row.TransferRow].
///
/// May use `gui.session`, `gui.base` and `core`.
package dev.blobdrop.gui.transfers.row;
