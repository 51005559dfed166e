/// Containers and blobs. Start with [dev.blobdrop.gui.explorer.ExplorerModel], then read
/// [dev.blobdrop.gui.explorer.ExplorerPane].
///
/// May use `gui.tasks`, `gui.transfers` and what these may use.
package dev.blobdrop.gui.explorer;
