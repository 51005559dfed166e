/// The HTTP/1.1 connection, and its TLS, certificates, proxy and memory. Start with
/// [dev.blobdrop.core.net.connection.ConnectionPool], then read
/// [dev.blobdrop.core.net.connection.Connection].
///
/// May use `core.problem` and `core.config`.
package dev.blobdrop.core.net.connection;
