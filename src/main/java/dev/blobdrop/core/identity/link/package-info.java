/// The links of the credential chain, each with a deadline and observed. Start with
/// [dev.blobdrop.core.identity.link.LibraryChain] and
/// [dev.blobdrop.core.identity.link.ObservedLink].
///
/// May use `core.identity` and what that may use.
package dev.blobdrop.core.identity.link;
