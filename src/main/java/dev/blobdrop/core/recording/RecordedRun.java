package dev.blobdrop.core.recording;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.Optional;

/// What was recorded elsewhere, such as in a pod: the last `whoami`, the last `doctor`, or both. At
/// least one is present.
public record RecordedRun(Optional<Recording> whoami, Optional<Diagnosis> doctor) {
    private static final String WHOAMI = "\"command\":\"whoami\"";

    /// Finds the recordings in a text.
    ///
    /// @param source the file's name for messages
    /// @param text of a file or a pod's log
    /// @throws ProblemException when nothing usable is in it, with the reason
    public static RecordedRun read(String source, String text) {
        Optional<Diagnosis> doctor = DiagnosisReader.read(source, text);
        if (doctor.isEmpty() || text.contains(WHOAMI)) {
            return new RecordedRun(Optional.of(whoami(source, text)), doctor);
        }
        return new RecordedRun(Optional.empty(), doctor);
    }

    private static Recording whoami(String source, String text) {
        if (text.contains("{\"event\":")) {
            return RecordingReader.read(source, text);
        }
        throw Problem.of(
                        Problem.Kind.USAGE,
                        "bad-recording",
                        "No recording of whoami or doctor in " + source,
                        "Use their JSON output.")
                .asException();
    }
}
