/// The one HTTP/1.1 connection, and the TLS, trust, proxy and memory that it stands on. Start with
/// [dev.blobdrop.core.net.connection.ConnectionPool], then read
/// [dev.blobdrop.core.net.connection.Connection].
///
/// May use `core.problem` and `core.config`.
package dev.blobdrop.core.net.connection;
