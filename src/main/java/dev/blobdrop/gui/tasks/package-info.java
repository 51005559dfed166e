/// Downloads and deletions in the background. Start with [dev.blobdrop.gui.tasks.TasksModel], then
/// read [dev.blobdrop.gui.tasks.TasksPane].
///
/// May use `gui.transfers` and what that may use.
package dev.blobdrop.gui.tasks;
