/// A download, from the names that were asked for to the files in their places. Start with
/// [dev.blobdrop.core.transfer.download.DownloadRun], then read
/// [dev.blobdrop.core.transfer.download.BlobDownload].
///
/// May use `core.transfer`, `flow`, `local` and what these may use; not `upload` or `delete`.
package dev.blobdrop.core.transfer.download;
