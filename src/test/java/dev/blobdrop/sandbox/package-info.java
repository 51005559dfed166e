/// A whole Azure on one machine, for integration tests and for the demo: a cluster that projects
/// service-account tokens, an identity provider that checks them as Entra does, and a blob service
/// (Azurite) behind a gateway that adds what Azurite leaves out.
///
/// Start with [dev.blobdrop.sandbox.Sandbox]. Depends on nothing of the product, so that it can
/// prove it wrong.
package dev.blobdrop.sandbox;
