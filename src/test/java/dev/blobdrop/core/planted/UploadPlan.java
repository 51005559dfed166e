package dev.blobdrop.core.planted;

/// Has the name of another class.
final class UploadPlan {}
