package dev.blobdrop.core.diagnosis;

/// Examines one stage. It may throw a ProblemException; then the stage has failed.
interface Step {
    Stage stage();

    Finding examine(Examination at);
}
