package dev.blobdrop.sandbox;

/// A person of the directory.
public record User(String objectId, String principalName, String name) {}
