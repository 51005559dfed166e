/// Carries out requests. Start with [dev.blobdrop.core.transfer.engine.TransferEngine]; a
/// [dev.blobdrop.core.transfer.engine.Run] is work under way.
///
/// The top of `core.transfer`: may use all of it. The command line and the window use this package,
/// and not `upload`, `download` or `delete`.
package dev.blobdrop.core.transfer.engine;
