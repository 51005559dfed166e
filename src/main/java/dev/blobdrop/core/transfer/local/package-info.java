/// Local files as sources: finding them, reading them, and noticing when they change. Start with
/// [dev.blobdrop.core.transfer.local.SourceScanner] and
/// [dev.blobdrop.core.transfer.local.SourceFile].
///
/// May use `core.transfer` and what that may use.
package dev.blobdrop.core.transfer.local;
