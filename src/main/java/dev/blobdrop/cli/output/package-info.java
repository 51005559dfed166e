/// Prints results as text or JSON lines. Start with [dev.blobdrop.cli.output.Output], then read
/// [dev.blobdrop.cli.output.UploadReport].
///
/// May use `core`.
package dev.blobdrop.cli.output;
