/// Who we are on Azure, and how that was found out. Start with
/// [dev.blobdrop.core.identity.chain.CredentialChain]; its course is a
/// [dev.blobdrop.core.identity.ChainTrace].
///
/// May use `core.problem`, `core.config` and `core.net`. Only this package uses azure-identity.
package dev.blobdrop.core.identity;
