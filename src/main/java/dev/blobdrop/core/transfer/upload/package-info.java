/// An upload, from the walk over the sources to the commit of each blob. Start with
/// [dev.blobdrop.core.transfer.upload.UploadRun], then read
/// [dev.blobdrop.core.transfer.upload.FileUpload].
///
/// May use `core.transfer`, `flow`, `local` and what these may use; not `download` or `delete`.
package dev.blobdrop.core.transfer.upload;
