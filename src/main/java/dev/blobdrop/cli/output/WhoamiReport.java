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

/// Tells what `whoami` finds out, line by line; a run and its replay tell it the same way.
public final class WhoamiReport {
    private final Output output;

    public WhoamiReport(Output output) {
        this.output = output;
    }

    public void heading(Optional<String> pod, CredentialKind kind, boolean survey) {
        pod.ifPresent(file -> output.data("Using only the pod's variables in " + file + ", nothing from this machine"));
        output.data(survey ? ChainTable.SURVEY : ChainTable.heading(kind));
    }

    /// Tells each link when it has answered; a terminal shows which one is being asked.
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

    public void link(ChainTrace.Link link) {
        output.data(ChainTable.line(link));
        ChainTable.calls(link).forEach(output::data);
        output.event(ChainTable.event(link));
    }

    public void identity(Identity who, Instant now) {
        output.data("");
        ChainTable.identity(who, now).forEach(output::data);
        output.event(ChainTable.event(who));
    }

    /// What a survey found out, in one sentence.
    public void conclusion(ChainTrace trace) {
        output.data("");
        output.data(trace.winner()
                .map(link -> "The chain would sign in with " + link.title() + ".")
                .orElse("The chain would not sign in."));
    }

    public void storage(Optional<Recording.Storage> storage) {
        output.data("");
        output.data(storage.map(where -> AccessText.heading(where.account(), where.container()))
                .orElse("Permissions: not checked, " + AccessText.NO_ACCOUNT));
    }

    public void access(Access access, boolean asked) {
        if (asked) {
            output.data(AccessText.line(access));
        }
        output.event(AccessText.event(access));
    }

    /// A run that was recorded, marked as such.
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

    /// All that a replay needs.
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
