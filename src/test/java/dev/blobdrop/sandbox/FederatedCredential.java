package dev.blobdrop.sandbox;

/// The trust that an application has in tokens of another issuer: all three must match exactly.
public record FederatedCredential(String clientId, String issuer, String subject, String audience) {}
