/// What is known before and after a sign-in: the plan, the pod, the token file, the trace, the
/// identity. Start with [dev.blobdrop.core.identity.CredentialPlan] and
/// [dev.blobdrop.core.identity.ChainTrace]; [dev.blobdrop.core.identity.chain.CredentialChain]
/// signs in.
///
/// May use `core.problem`, `core.config` and `core.net`. Only this package and its subpackages use
/// azure-identity.
package dev.blobdrop.core.identity;
