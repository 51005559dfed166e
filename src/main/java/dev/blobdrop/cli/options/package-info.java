/// The options that commands share, and how their values are parsed. Start with
/// [dev.blobdrop.cli.options.ConnectionOptions].
///
/// May use `core` and `cli.output`.
package dev.blobdrop.cli.options;
