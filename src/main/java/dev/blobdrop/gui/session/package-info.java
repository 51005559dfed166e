/// Which account, container and sign-in the window works with. Start with
/// [dev.blobdrop.gui.session.SessionModel]; [dev.blobdrop.gui.session.AzureConnector] is the way to
/// Azure.
///
/// May use `gui.control`, `gui.base` and `core`.
package dev.blobdrop.gui.session;
