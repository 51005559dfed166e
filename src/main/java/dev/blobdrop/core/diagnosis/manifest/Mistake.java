package dev.blobdrop.core.diagnosis.manifest;

/// One mistake.
///
/// @param where kind, namespace and name of the object
/// @param row of the catalogue that it leads to; empty where it has nothing to do with signing in
public record Mistake(String where, String row, String says, String fix) {}
