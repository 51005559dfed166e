package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// Brings one file into the container under the conflict policy: decides the name and the condition
/// of each attempt ([Attempt]), and looks again when somebody else was faster.
final class FileUpload {
    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;
    private static final int MOST_CHANGES = 5;
    private static final List<Normalizer.Form> TWINS =
            List.of(Normalizer.Form.NFC, Normalizer.Form.NFD);

    /// What the service says when a blob came, went or changed since it was looked at, or when
    /// another write dropped our blocks.
    private static final Set<String> RACES =
            Set.of(
                    "BlobAlreadyExists",
                    "ConditionNotMet",
                    "TargetConditionNotMet",
                    "InvalidBlockList");

    private final RunContext run;
    private final Path path;
    private final BlobPath wanted;
    private final Optional<BlobProperties> over;
    private final Progress.ActiveFile progress;
    private final Slices.Slice slice;
    private final long start = System.nanoTime();

    /// @param slice of the calling thread
    FileUpload(RunContext run, PlannedFile file, Progress.ActiveFile progress, Slices.Slice slice) {
        this.run = run;
        this.path = file.path();
        this.wanted = file.target();
        this.over = file.part().replaced();
        this.progress = progress;
        this.slice = slice;
    }

    /// @return how it ended: uploaded or skipped
    /// @throws ProblemException when it failed
    TransferEvent run() throws InterruptedException {
        for (int change = 1; ; change++) {
            try {
                return byPolicy();
            } catch (ProblemException e) {
                boolean again =
                        e.problem().kind() == Problem.Kind.SOURCE_CHANGED
                                && run.request().ifChanged() == IfChanged.RETRY
                                && change < MOST_CHANGES;
                if (!again) {
                    throw e;
                }
                pause(e.problem(), Duration.ofMillis(250L << change));
            }
        }
    }

    private void pause(Problem problem, Duration time) throws InterruptedException {
        run.report().retrying(path, problem, time);
        if (run.cancelled().await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CancellationException();
        }
    }

    private TransferEvent byPolicy() throws InterruptedException {
        if (over.isPresent()) {
            return attempt(wanted, new Condition.Unchanged(over.get().etag()), over);
        }
        Look look = look(wanted);
        return switch (run.request().ifExists()) {
            case FAIL -> failIfThere(look);
            case SKIP ->
                    asNew(wanted, look).orElseGet(() -> Conflicts.skippedAsThere(path, wanted));
            case REPLACE, IF_NEWER, IF_DIFFERENT ->
                    losesNothing(look) ? overwrite() : replace(look);
            case KEEP_BOTH -> underFreeName(look);
        };
    }

    private Look look(BlobPath name) throws InterruptedException {
        try {
            return run.names().look(name, this::retrying);
        } catch (ProblemException e) {
            throw Reading.needed(e, Conflicts.whyLook(run.request().ifExists()));
        }
    }

    /// Writes the blob if nothing has its name, and sends nothing if that is known before.
    ///
    /// @return empty when something has that name
    private Optional<TransferEvent> asNew(BlobPath name, Look look) throws InterruptedException {
        if (look instanceof Look.Taken) {
            return Optional.empty();
        }
        try {
            return Optional.of(attempt(name, new Condition.Absent()));
        } catch (ProblemException e) {
            if (!Conflicts.isThere(e.problem())) {
                throw e;
            }
            progress.restart();
            return Optional.empty();
        }
    }

    private TransferEvent failIfThere(Look look) throws InterruptedException {
        ProblemException taken;
        try {
            if (!(look instanceof Look.Taken)) {
                return attempt(wanted, new Condition.Absent());
            }
            taken = Conflicts.alreadyThere(wanted).asException();
        } catch (ProblemException e) {
            if (!Conflicts.isThere(e.problem())) {
                throw e;
            }
            // A blob that is leased or archived says so itself.
            taken = e.problem().kind() == Problem.Kind.CONFLICT ? e : alreadyThere(e);
        }
        progress.restart();
        if (run.again().leavesSame() && isThereAlready(wanted)) {
            return Conflicts.skippedAsSame(path, wanted);
        }
        throw taken;
    }

    private ProblemException alreadyThere(ProblemException e) {
        return Conflicts.alreadyThere(wanted).asException(e);
    }

    /// Whether the blob has the file's content; reads all of the file if the sizes are the same.
    private boolean isThereAlready(BlobPath name) throws InterruptedException {
        Optional<BlobProperties> there = find(name);
        try (SourceFile source = SourceFile.open(path)) {
            return there.filter(blob -> new Existing(blob).hasContentOf(source)).isPresent();
        }
    }

    private Optional<BlobProperties> find(BlobPath name) throws InterruptedException {
        try {
            return run.sender().ask(attempt -> run.store().find(name), this::retrying);
        } catch (ProblemException e) {
            throw Reading.needed(e, Conflicts.whyLook(run.request().ifExists()));
        }
    }

    /// Whether a listing has shown that nothing is lost with the blob there but its content, which
    /// is what was asked for. Then one request without a look of its own does.
    private boolean losesNothing(Look look) {
        return run.request().ifExists() == ConflictPolicy.REPLACE
                && !run.again().leavesSame()
                && look instanceof Look.Taken(var blob, Optional<NameIndex.Listed> listed)
                && listed.isPresent()
                && listed.get().losesNothing(type());
    }

    private String type() {
        return ContentTypes.of(
                wanted.name(),
                () -> {
                    try (SourceFile source = SourceFile.open(path)) {
                        return source.head(ContentTypes.SNIFFED_BYTES);
                    }
                });
    }

    private TransferEvent overwrite() throws InterruptedException {
        for (int race = 1; ; race++) {
            try {
                return attempt(wanted, new Condition.Any());
            } catch (ProblemException e) {
                if (!RACES.contains(e.problem().code()) || race == MOST_RACES) {
                    throw e;
                }
            }
        }
    }

    /// Replaces what it has seen and nothing else: a blob that changes meanwhile is looked at
    /// again.
    private TransferEvent replace(Look look) throws InterruptedException {
        if (isLeftAsListed(look)) {
            return run.request().ifExists() == ConflictPolicy.IF_NEWER
                    ? Conflicts.skippedAsNewer(path, wanted)
                    : Conflicts.skippedAsSame(path, wanted);
        }
        Optional<BlobProperties> there = seen(look);
        for (int race = 1; ; race++) {
            Optional<TransferEvent> leave = reasonToLeave(there);
            if (leave.isPresent()) {
                progress.restart();
                return leave.get();
            }
            try {
                return attempt(wanted, Existing.condition(there), there);
            } catch (ProblemException e) {
                if (!RACES.contains(e.problem().code()) || race == MOST_RACES) {
                    throw e;
                }
            }
            there = find(wanted);
        }
    }

    private Optional<BlobProperties> seen(Look look) throws InterruptedException {
        return switch (look) {
            case Look.Free() -> Optional.empty();
            case Look.Taken(Optional<BlobProperties> blob, var listed) when blob.isPresent() ->
                    blob;
            case Look.Taken taken -> find(wanted);
            case Look.Hidden hidden -> find(wanted);
        };
    }

    /// Whether the listing says enough to leave the blob as it is. Large files are compared block
    /// by block instead, which needs one reading only, also where they differ.
    private boolean isLeftAsListed(Look look) {
        if (!(look instanceof Look.Taken(var blob, Optional<NameIndex.Listed> listed))
                || listed.isEmpty()) {
            return false;
        }
        try (SourceFile source = SourceFile.open(path)) {
            return switch (run.request().ifExists()) {
                case IF_NEWER -> listed.get().isNotOlderThan(source);
                case IF_DIFFERENT ->
                        source.size() <= BlockPlan.USUAL_LENGTH
                                && listed.get().hasContentOf(source);
                default -> false;
            };
        }
    }

    private Optional<TransferEvent> reasonToLeave(Optional<BlobProperties> there)
            throws InterruptedException {
        ConflictPolicy policy = run.request().ifExists();
        if (there.isEmpty() || policy == ConflictPolicy.REPLACE && !run.again().leavesSame()) {
            return Optional.empty();
        }
        Existing existing = new Existing(there.get());
        try (SourceFile source = SourceFile.open(path)) {
            return switch (policy) {
                case IF_NEWER -> Conflicts.leaveNewer(path, wanted, existing.isOlderThan(source));
                case REPLACE -> Conflicts.leaveSame(path, wanted, existing.hasContentOf(source));
                default -> Conflicts.leaveSame(path, wanted, isSame(existing, source));
            };
        }
    }

    /// A blob of our own blocks is compared block by block while it is sent, which needs one
    /// reading of the file and no MD5.
    private boolean isSame(Existing existing, SourceFile source) throws InterruptedException {
        if (existing.blob().size() != source.size()) {
            return false;
        }
        boolean ofOurBlocks =
                source.size() > BlockPlan.USUAL_LENGTH
                        && run.request().resume()
                        && run
                                .sender()
                                .ask(attempt -> run.store().blocks(wanted), this::retrying)
                                .committed()
                                .stream()
                                .findFirst()
                                .filter(BlockIds::isOurs)
                                .isPresent();
        return !ofOurBlocks && existing.hasContentOf(source);
    }

    private TransferEvent underFreeName(Look first) throws InterruptedException {
        BlobPath name = wanted;
        Look look = first;
        for (int number = 1; ; number++) {
            Optional<TransferEvent> written = asNew(name, look);
            if (written.isPresent()) {
                return written.get();
            }
            if (run.again().leavesSame() && isThereAlready(name)) {
                return Conflicts.skippedAsSame(path, name);
            }
            if (number > MOST_NAMES) {
                throw Conflicts.alreadyThere(name).asException();
            }
            name = FreeName.of(wanted, number);
            look = look(name);
        }
    }

    private TransferEvent attempt(BlobPath target, Condition condition)
            throws InterruptedException {
        return attempt(target, condition, Optional.empty());
    }

    private TransferEvent attempt(
            BlobPath target, Condition condition, Optional<BlobProperties> replaced)
            throws InterruptedException {
        progress.restart();
        TransferEvent end =
                new Attempt(
                                run,
                                path,
                                target,
                                condition,
                                replaced,
                                progress,
                                this::retrying,
                                start,
                                slice)
                        .run();
        return end instanceof TransferEvent.Uploaded done && condition instanceof Condition.Absent
                ? done.beside(twin(target))
                : end;
    }

    /// A blob that people take for this one: its name has the same letters in another Unicode form.
    /// Nothing depends on the answer, so a look that fails is no trouble.
    private Optional<BlobPath> twin(BlobPath target) throws InterruptedException {
        for (Normalizer.Form form : TWINS) {
            String name = Normalizer.normalize(target.name(), form);
            if (!name.equals(target.name()) && name.length() <= BlobPath.MAX_LENGTH) {
                BlobPath other = target.withName(name);
                try {
                    if (run.names().look(other, this::retrying) instanceof Look.Taken) {
                        return Optional.of(other);
                    }
                } catch (ProblemException | CancellationException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private void retrying(Problem problem, Duration pause) {
        run.report().retrying(path, problem, pause);
    }
}
