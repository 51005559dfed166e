/// The window. Start with [dev.blobdrop.gui.MainWindow]; each pane is one small class that builds
/// its nodes and binds them to a model, and decides nothing.
///
/// May use `gui.model` and `core`.
package dev.blobdrop.gui;
