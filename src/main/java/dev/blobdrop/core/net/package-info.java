/// HTTP for sign-in and storage. Start with [dev.blobdrop.core.net.HttpTransport];
/// [dev.blobdrop.core.net.DirectClient] adapts it to the Azure libraries.
///
/// May use `core.problem`, `core.config` and `core.net.connection`.
package dev.blobdrop.core.net;
