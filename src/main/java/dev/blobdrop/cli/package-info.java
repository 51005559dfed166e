/// The command line: one class per command. Start with [dev.blobdrop.cli.BlobdropCommand], then
/// read [dev.blobdrop.cli.AzureCommand] and [dev.blobdrop.cli.UploadCommand].
///
/// May use `core` and the packages below it. Uses no JavaFX, because the pod's image has none.
package dev.blobdrop.cli;
