/// The command line: one class per command. Start with [dev.blobdrop.cli.BlobdropCommand] and
/// [dev.blobdrop.cli.UploadCommand].
///
/// May use core. Uses no JavaFX: the pod's image has none.
package dev.blobdrop.cli;
