/// Keeps uploading what is finished in a folder. Start with [dev.blobdrop.core.watch.FolderWatch].
///
/// May use `core.problem` and, but for its jobs, `core.transfer` with its subpackages.
package dev.blobdrop.core.watch;
