/// Carries out requests. Start with [dev.blobdrop.core.transfer.engine.TransferEngine]; work that
/// is under way is a [dev.blobdrop.core.transfer.engine.Run].
///
/// The top of `core.transfer`: may use all of it. Faces begin here, and see nothing of `upload`,
/// `download` or `delete`.
package dev.blobdrop.core.transfer.engine;
