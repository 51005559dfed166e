package dev.blobdrop.commands;

/// What a program makes of a command line.
///
/// @param said the program's own words
public record Verdict(boolean accepted, String said) {}
