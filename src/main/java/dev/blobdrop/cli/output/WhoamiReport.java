package dev.blobdrop.cli.output;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.recording.Recording;
import dev.blobdrop.core.storage.Access;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Prints what `whoami` finds out, line by line. A run and its replay print the same.
public final class WhoamiReport {
    private final Output output;

    /// @param output prints text or JSON, as the user chose
    public WhoamiReport(Output output) {
        this.output = output;
    }

    /// Prints the line above the table.
    ///
    /// @param pod the file with a pod's variables, for `--as-pod`
    public void heading(Optional<String> pod, CredentialKind kind, boolean survey) {
        pod.ifPresent(file -> output.data("Using only the pod's variables in " + file + ", nothing from this machine"));
        output.data(survey ? ChainTable.SURVEY : ChainTable.heading(kind));
    }

    /// Prints each credential when it has answered; a terminal also shows the one being tried.
    public ChainListener listener(ChainLines lines) {
        return new ChainListener() {
            @Override
            public void started(ChainTrace.Link link) {
                if (output.drawsProgress()) {
                    output.progress(ChainTable.asking(link));
                }
            }

            @Override
            public void finished(ChainTrace.Link link) {
                output.progress("");
                lines.finished(link);
            }
        };
    }

    /// Prints one credential and its HTTP calls.
    public void link(ChainTrace.Link link) {
        output.data(ChainTable.line(link));
        ChainTable.calls(link).forEach(output::data);
        output.event(ChainTable.event(link));
    }

    /// Prints who signed in.
    ///
    /// @param now the time to count the token's lifetime from
    public void identity(Identity who, Instant now) {
        output.data("");
        ChainTable.identity(who, now).forEach(output::data);
        output.event(ChainTable.event(who));
    }

    /// Prints the result of a survey.
    public void conclusion(ChainTrace trace) {
        output.data("");
        output.data(trace.winner()
                .map(link -> "The chain would sign in with " + link.title() + ".")
                .orElse("The chain would not sign in."));
    }

    /// Prints the heading of the access checks.
    public void storage(Optional<Recording.Storage> storage) {
        output.data("");
        output.data(storage.map(where -> AccessText.heading(where.account(), where.container()))
                .orElse("Permissions: not checked, " + AccessText.NO_ACCOUNT));
    }

    /// Prints one access check.
    ///
    /// @param wasChecked false if nothing was checked: then only the JSON form has it
    public void access(Access access, boolean wasChecked) {
        if (wasChecked) {
            output.data(AccessText.line(access));
        }
        output.event(AccessText.event(access));
    }

    /// Prints a recorded run, marked as a replay.
    public void replay(Recording recording) {
        output.data(
                "Replay of a run recorded at " + recording.recorded() + " (exit code " + recording.exitCode() + ")");
        output.data("");
        ChainTrace trace = recording.trace();
        heading(recording.pod(), trace.kind(), recording.survey());
        trace.links().forEach(this::link);
        if (recording.survey()) {
            conclusion(trace);
        }
        trace.identity().ifPresent(who -> identity(who, recording.recorded()));
        if (!recording.access().isEmpty()) {
            storage(recording.storage());
            recording
                    .access()
                    .forEach(access -> access(access, recording.storage().isPresent()));
        }
        recording.problem().ifPresent(output::problem);
    }

    /// Adds everything to the summary that a replay needs.
    public static void summary(
            Json summary,
            Optional<String> pod,
            ChainTrace trace,
            boolean survey,
            Optional<Recording.Storage> storage,
            List<Access> access) {
        summary.with("pod", pod)
                .with("asked", trace.kind().id())
                .with("survey", survey)
                .with("credential", trace.winner().map(ChainTrace.Link::name))
                .with("name", trace.identity().map(Identity::name))
                .with("links", trace.links().stream().map(ChainTable::json).toList())
                .with("identity", trace.identity().map(ChainTable::json))
                .with("account", storage.map(Recording.Storage::account))
                .with("container", storage.map(Recording.Storage::container))
                .with("access", access.stream().map(AccessText::json).toList());
    }
}
