/// What all runs share: how requests are made, retried, limited and paused, and the state of a run.
/// Start with [dev.blobdrop.core.transfer.flow.Sender] and [dev.blobdrop.core.transfer.flow.Retry].
///
/// May use `core.transfer`, `local` and what these may use.
package dev.blobdrop.core.transfer.flow;
