/// What all runs share: how requests are made, made again, limited and paused, and how a run
/// stands. Start with [dev.blobdrop.core.transfer.flow.Sender] and
/// [dev.blobdrop.core.transfer.flow.Retry].
///
/// May use `core.transfer`, `local` and what these may use.
package dev.blobdrop.core.transfer.flow;
