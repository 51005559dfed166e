package dev.blobdrop.core.recording;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.Access;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds the last run of `whoami --output json` in a file or a pod's log, which may contain other
/// lines and time stamps before each line.
public final class RecordingReader {
    /// Version of the JSON form of `whoami`; increased when a field changes its meaning or is
    /// removed.
    public static final int SCHEMA = 1;

    private final String source;
    private Optional<Fields> summary = Optional.empty();
    private boolean begun;

    private RecordingReader(String source) {
        this.source = source;
    }

    /// @param source the file's name for messages
    /// @throws ProblemException when there is no complete recording of a known version in it
    public static Recording read(String source, String text) {
        RecordingReader reader = new RecordingReader(source);
        text.lines().forEach(reader::line);
        return reader.recording();
    }

    private void line(String line) {
        Optional<Fields> object = Fields.of(line);
        object.filter(fields -> fields.is("event", "summary") && fields.is("command", "whoami"))
                .ifPresent(fields -> summary = Optional.of(fields));
        begun |= object.filter(fields -> fields.is("event", "link")).isPresent()
                || object.isEmpty() && line.contains("{\"event\":");
    }

    private Recording recording() {
        Fields fields = summary.orElseThrow(this::nothing);
        try {
            int schema = fields.maybeNumber("schema").orElseThrow(this::foreign);
            if (schema > SCHEMA) {
                throw problem(
                        "The recording in " + source + " is from a newer version of Blobdrop",
                        "It has schema " + schema + "; this version supports up to " + SCHEMA + ".");
            }
            return recording(fields);
        } catch (Fields.Damaged e) {
            throw problem(
                    "The recording in " + source + " is damaged",
                    "The field '" + e.getMessage() + "' is missing or not valid.");
        }
    }

    private ProblemException nothing() {
        return begun
                ? problem(
                        "The recording in " + source + " is cut off",
                        "Its last line, the summary, is missing or incomplete.")
                : foreign();
    }

    private ProblemException foreign() {
        return problem("No recording of whoami in " + source, "Use the JSON output of whoami.");
    }

    private static ProblemException problem(String title, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-recording", title, why).asException();
    }

    private static Recording recording(Fields fields) {
        return new Recording(
                fields.time("recorded"),
                fields.maybeText("pod"),
                fields.flag("survey"),
                new ChainTrace(
                        CredentialKind.parse(fields.text("asked")),
                        fields.objects("links").stream()
                                .map(RecordingReader::link)
                                .toList(),
                        fields.maybeObject("identity").map(RecordingReader::identity),
                        List.of()),
                fields.maybeText("account").map(account -> new Recording.Storage(account, fields.text("container"))),
                fields.objects("access").stream().map(RecordingReader::access).toList(),
                fields.maybeObject("problem").map(Fields::problem),
                fields.number("exitCode"));
    }

    private static ChainTrace.Link link(Fields fields) {
        return new ChainTrace.Link(
                fields.number("order"),
                fields.text("name"),
                fields.text("title"),
                fields.constant("outcome", ChainTrace.Outcome.class),
                fields.constant("effect", ChainTrace.Effect.class),
                fields.maybeMillis("millis"),
                fields.maybeText("reason").orElse(""),
                fields.objects("calls").stream().map(RecordingReader::call).toList());
    }

    private static ChainTrace.HttpCall call(Fields fields) {
        return new ChainTrace.HttpCall(
                fields.text("method"),
                fields.text("host"),
                fields.text("path"),
                fields.maybeNumber("status"),
                fields.maybeMillis("millis").orElse(Duration.ZERO));
    }

    private static Identity identity(Fields fields) {
        return new Identity(
                fields.text("credential"),
                fields.maybeText("userName"),
                fields.maybeText("appId"),
                fields.maybeText("objectId"),
                fields.maybeText("tenantId"),
                fields.flag("managedIdentity"),
                fields.time("expiresOn"));
    }

    private static Access access(Fields fields) {
        return new Access(
                fields.constant("action", Access.Action.class),
                fields.constant("verdict", Access.Verdict.class),
                fields.maybeMillis("millis"),
                fields.text("says"),
                fields.maybeObject("problem").map(Fields::problem));
    }
}
