/// Keeps uploading the finished files of a folder. Start with
/// [dev.blobdrop.core.watch.FolderWatch].
///
/// May use `core.problem` and `core.transfer` with its subpackages, except `upload`, `download` and
/// `delete`.
package dev.blobdrop.core.watch;
