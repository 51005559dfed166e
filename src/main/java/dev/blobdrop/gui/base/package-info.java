/// The foundation of all parts of the window, without controls: texts, threads, notices, units,
/// speeds. Start with [dev.blobdrop.gui.base.UiThreads] and [dev.blobdrop.gui.base.Texts].
///
/// May use `core`.
package dev.blobdrop.gui.base;
