/// Uploads in the window: drops, questions, the list and its history. Start with
/// [dev.blobdrop.gui.transfers.TransfersModel], then read
/// [dev.blobdrop.gui.transfers.TransfersPane].
///
/// May use `gui.transfers.row`, `gui.session` and what that may use.
package dev.blobdrop.gui.transfers;
