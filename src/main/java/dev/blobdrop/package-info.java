/// The program's entry point. Start with [dev.blobdrop.Main].
///
/// May use `cli`, `gui` and `core.config`.
package dev.blobdrop;
