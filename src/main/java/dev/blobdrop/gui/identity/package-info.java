/// The credential chain, the permissions of the identity, and a pod for comparison. Start with
/// [dev.blobdrop.gui.identity.ChainModel], then read [dev.blobdrop.gui.identity.ChainPane].
///
/// May use `gui.session` and what that may use.
package dev.blobdrop.gui.identity;
