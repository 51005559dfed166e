package dev.blobdrop.cli;

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
final class WhoamiReport {
    private final Output output;

    WhoamiReport(Output output) {
        this.output = output;
    }

    void heading(Optional<String> pod, CredentialKind kind, boolean survey) {
        pod.ifPresent(
                file ->
                        output.data(
                                "With the variables of "
                                        + file
                                        + ", a pod's, and nothing of this machine"));
        output.data(survey ? ChainText.SURVEY : ChainText.heading(kind));
    }

    /// Tells each link when it has answered; a terminal shows which one is being asked.
    ChainListener listener(ChainLines lines) {
        return new ChainListener() {
            @Override
            public void started(ChainTrace.Link link) {
                if (output.drawsProgress()) {
                    output.progress(ChainText.asking(link));
                }
            }

            @Override
            public void finished(ChainTrace.Link link) {
                output.progress("");
                lines.finished(link);
            }
        };
    }

    void link(ChainTrace.Link link) {
        output.data(ChainText.line(link));
        ChainText.calls(link).forEach(output::data);
        output.event(ChainText.event(link));
    }

    void identity(Identity who, Instant now) {
        output.data("");
        ChainText.identity(who, now).forEach(output::data);
        output.event(ChainText.event(who));
    }

    /// What a survey found out, in one sentence.
    void conclusion(ChainTrace trace) {
        output.data("");
        output.data(
                trace.winner()
                        .map(link -> "The chain would sign in with " + link.title() + ".")
                        .orElse("The chain would sign in nobody."));
    }

    void storage(Optional<Recording.Storage> storage) {
        output.data("");
        output.data(
                storage.map(where -> AccessText.heading(where.account(), where.container()))
                        .orElse("What it may do: not checked, " + AccessText.NO_ACCOUNT));
    }

    void access(Access access, boolean asked) {
        if (asked) {
            output.data(AccessText.line(access));
        }
        output.event(AccessText.event(access));
    }

    /// A run that was recorded, marked as such.
    void replay(Recording recording) {
        output.data(
                "Replay of a run recorded at "
                        + recording.recorded()
                        + " (exit code "
                        + recording.exitCode()
                        + ")");
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
            recording.access().forEach(access -> access(access, recording.storage().isPresent()));
        }
        recording.problem().ifPresent(output::problem);
    }

    /// All that a replay needs.
    static void summary(
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
                .with("links", trace.links().stream().map(ChainText::json).toList())
                .with("identity", trace.identity().map(ChainText::json))
                .with("account", storage.map(Recording.Storage::account))
                .with("container", storage.map(Recording.Storage::container))
                .with("access", access.stream().map(AccessText::json).toList());
    }
}
