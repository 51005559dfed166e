/// The account, container and sign-in of the window. Start with
/// [dev.blobdrop.gui.session.SessionModel]; [dev.blobdrop.gui.session.AzureConnector] connects to
/// Azure.
///
/// May use `gui.control`, `gui.base` and `core`.
package dev.blobdrop.gui.session;
