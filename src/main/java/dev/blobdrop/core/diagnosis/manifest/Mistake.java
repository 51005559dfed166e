package dev.blobdrop.core.diagnosis.manifest;

/// A mistake in a manifest.
///
/// @param where kind, namespace and name of the object
/// @param row of the catalogue for the resulting failure; empty if it does not concern the sign-in
/// @param says the mistake in one sentence
/// @param fix a command or an instruction
public record Mistake(String where, String row, String says, String fix) {}
