/// The credential chain, what the identity may do, and a pod beside it. Start with
/// [dev.blobdrop.gui.identity.ChainModel], then read [dev.blobdrop.gui.identity.ChainPane].
///
/// May use `gui.session` and what that may use.
package dev.blobdrop.gui.identity;
