/// What every part of the window uses and that has no control: texts, threads, notices, units,
/// speeds. Start with [dev.blobdrop.gui.base.UiThreads] and [dev.blobdrop.gui.base.Texts].
///
/// May use `core`.
package dev.blobdrop.gui.base;
