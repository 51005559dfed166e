package dev.blobdrop.core.diagnosis;

/// The examination of one stage. May throw a ProblemException: that is then where it fails.
interface Step {
    Stage stage();

    Finding examine(Examination at);
}
