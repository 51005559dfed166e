/// The one HTTP client that sign-in and storage share. Start with
/// [dev.blobdrop.core.net.HttpTransport].
///
/// May use `core.problem` and `core.config`.
package dev.blobdrop.core.net;
