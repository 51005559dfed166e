/// Small controls that every feature uses. Start with [dev.blobdrop.gui.control.Nodes] and
/// [dev.blobdrop.gui.control.StatePane].
///
/// May use `gui.base` and `core.problem`.
package dev.blobdrop.gui.control;
