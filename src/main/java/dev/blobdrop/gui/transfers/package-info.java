/// Drops and their rows: what is dropped, asked, shown and kept. Start with
/// [dev.blobdrop.gui.transfers.TransfersModel], then read
/// [dev.blobdrop.gui.transfers.TransfersPane].
///
/// May use `gui.transfers.row`, `gui.session` and what that may use.
package dev.blobdrop.gui.transfers;
