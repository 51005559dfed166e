/// The one HTTP/1.1 connection that sign-in and storage share. Start with
/// [dev.blobdrop.core.net.HttpTransport], then read [dev.blobdrop.core.net.connection.Connection].
///
/// May use `core.problem` and `core.config`.
package dev.blobdrop.core.net;
