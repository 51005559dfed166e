/// What is known of a sign-in before and after it: the plan, the pod, the token file, the trace,
/// the identity. Start with [dev.blobdrop.core.identity.CredentialPlan] and
/// [dev.blobdrop.core.identity.ChainTrace]; who signs in is
/// [dev.blobdrop.core.identity.chain.CredentialChain].
///
/// May use `core.problem`, `core.config` and `core.net`. Only this package and its subpackages use
/// azure-identity.
package dev.blobdrop.core.identity;
