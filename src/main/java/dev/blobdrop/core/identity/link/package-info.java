/// The credentials of the chain, observed and with a deadline each. Start with
/// [dev.blobdrop.core.identity.link.LibraryChain] and
/// [dev.blobdrop.core.identity.link.ObservedLink].
///
/// May use `core.identity` and what that may use.
package dev.blobdrop.core.identity.link;
