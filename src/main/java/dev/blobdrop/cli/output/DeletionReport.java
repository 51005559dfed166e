package dev.blobdrop.cli.output;

import dev.blobdrop.core.transfer.DeletionEvent;
import dev.blobdrop.core.transfer.DeletionRequest;
import dev.blobdrop.core.transfer.DeletionSnapshot;
import dev.blobdrop.core.transfer.RunListener;
import dev.blobdrop.core.transfer.RunState;

/// Prints a deletion: a line per blob, and the totals at the end.
public final class DeletionReport implements RunListener<DeletionEvent> {
    private final Output output;
    private final RunReport shared;
    private final DeletionRequest request;

    /// @param request what is being deleted
    public DeletionReport(Output output, CountDown countDown, DeletionRequest request) {
        this.output = output;
        this.shared = new RunReport(output, countDown, "blob", failure -> {});
        this.request = request;
    }

    @Override
    public void on(DeletionEvent event) {
        switch (event) {
            case DeletionEvent.Deleted done -> ended("deleted", "Deleted ", done, done.size());
            case DeletionEvent.Planned plan -> ended("planned", "Would delete ", plan, plan.size());
            case DeletionEvent.Skipped skipped -> shared.skipped(skipped.name(), skipped.reason());
            case DeletionEvent.Failed failed -> shared.failed(failed.name(), failed.problem());
            case DeletionEvent.Retrying again -> shared.retrying(again.problem(), again.pause());
        }
    }

    private void ended(String event, String verb, DeletionEvent blob, long size) {
        String container = request.container();
        output.data(() -> verb + blob.name() + " (" + Amounts.size(size) + ")");
        output.event(() -> Json.event(event)
                .with("container", container)
                .with("blob", blob.name())
                .with("bytes", size));
    }

    /// The state at one moment, for the heartbeat.
    public Heartbeat.Beat beat(DeletionSnapshot now) {
        String verb = request.dryRun() ? "Counting: " : "Deleting: ";
        return new Heartbeat.Beat(
                verb
                        + (now.deleted() + now.skipped() + now.failed())
                        + " of "
                        + now.found()
                        + (now.listing() ? "+" : "")
                        + " blobs",
                Json.event("progress")
                        .with("found", now.found())
                        .with("deleted", request.dryRun() ? 0 : now.deleted())
                        .with("planned", request.dryRun() ? now.deleted() : 0)
                        .with("skipped", now.skipped())
                        .with("failed", now.failed())
                        .with("bytes", now.bytes())
                        .with("totalKnown", !now.listing())
                        .with("millis", now.elapsed()));
    }

    /// The exit code of the finished deletion.
    public int exitCode(DeletionSnapshot last) {
        return ExitCode.of(last, shared.kinds());
    }

    /// Prints the totals and adds them to the summary.
    public void summarise(DeletionSnapshot last, Json summary) {
        shared.printRest();
        boolean dry = request.dryRun();
        StringBuilder text = new StringBuilder();
        text.append(last.deleted()).append(dry ? " to delete, " : " deleted, ");
        text.append(last.failed()).append(" failed");
        text.append(Amounts.rest(last.left(), last.listing()));
        output.note(text + "; " + Amounts.size(last.bytes()));
        shared.stopped(last.stoppedBy());
        if (last.state() == RunState.CANCELLED) {
            output.note(request.folders().isEmpty() ? "Stopped." : "Stopped. To continue, run the same command again.");
        }
        summary.with("deleted", dry ? 0 : last.deleted())
                .with("planned", dry ? last.deleted() : 0)
                .with("skipped", last.skipped())
                .with("failed", last.failed())
                .with("failures", shared.failures())
                .with("left", last.left())
                .with("totalKnown", !last.listing())
                .with("bytes", last.bytes())
                .with("millis", last.elapsed())
                .with("dryRun", dry)
                .with("problem", last.stoppedBy().map(Output::json))
                .with("stoppedBy", last.stoppedBy().map(Output::json))
                .with("firstFailure", shared.firstFailure().map(Output::json));
    }
}
