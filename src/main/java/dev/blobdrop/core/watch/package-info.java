/// Keeps uploading what is finished in a folder. Start with [dev.blobdrop.core.watch.FolderWatch].
///
/// May use `core.problem`, `core.storage` and `core.transfer`.
package dev.blobdrop.core.watch;
