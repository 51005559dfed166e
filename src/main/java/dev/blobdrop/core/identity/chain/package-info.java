/// Signs in. Start with [dev.blobdrop.core.identity.chain.CredentialChain];
/// [dev.blobdrop.core.identity.chain.ChainLinks] chooses the credentials.
///
/// The top of `core.identity`: may use all of it.
package dev.blobdrop.core.identity.chain;
