/// The shell of the window: the application, its wiring, keys, settings and layout. Start with
/// [dev.blobdrop.gui.MainWindow] and [dev.blobdrop.gui.Models].
///
/// The top of the window: may use all packages below it, and `core`.
package dev.blobdrop.gui;
