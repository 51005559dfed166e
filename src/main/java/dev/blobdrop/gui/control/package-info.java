/// Small controls shared by all features. Start with [dev.blobdrop.gui.control.Nodes] and
/// [dev.blobdrop.gui.control.StatePane].
///
/// May use `gui.base` and `core.problem`.
package dev.blobdrop.gui.control;
