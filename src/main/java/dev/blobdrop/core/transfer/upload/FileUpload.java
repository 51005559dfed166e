package dev.blobdrop.core.transfer.upload;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.Condition;
import dev.blobdrop.core.storage.ContentTypes;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.UploadEvent;
import dev.blobdrop.core.transfer.checksum.BlockIds;
import dev.blobdrop.core.transfer.flow.BlockPlan;
import dev.blobdrop.core.transfer.local.ExistingBlob;
import dev.blobdrop.core.transfer.local.FreeName;
import dev.blobdrop.core.transfer.local.Slices;
import dev.blobdrop.core.transfer.local.SourceFile;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// Uploads one file under the conflict policy: decides the name and the condition of each
/// [Attempt], and looks again when somebody else was faster.
final class FileUpload {
    private static final int MOST_NAMES = 1000;
    private static final int MOST_RACES = 5;
    private static final int MOST_CHANGES = 5;
    private static final List<Normalizer.Form> TWINS = List.of(Normalizer.Form.NFC, Normalizer.Form.NFD);

    /// Another write discarded our blocks.
    private static final String BLOCKS_GONE = "InvalidBlockList";

    private final UploadContext run;
    private final Path path;
    private final BlobPath wanted;
    private final Optional<BlobProperties> toReplace;
    private final UploadProgress.ActiveFile progress;
    private final Slices.Slice slice;
    private final long start = System.nanoTime();

    /// @param slice of the calling thread
    FileUpload(UploadContext run, PlannedFile file, UploadProgress.ActiveFile progress, Slices.Slice slice) {
        this.run = run;
        this.path = file.path();
        this.wanted = file.target();
        this.toReplace = file.item().replaced();
        this.progress = progress;
        this.slice = slice;
    }

    /// @return how it ended: uploaded or skipped
    /// @throws ProblemException when it failed
    UploadEvent run() throws InterruptedException {
        for (int change = 1; ; change++) {
            try {
                return applyPolicy();
            } catch (ProblemException e) {
                boolean again = e.problem().kind() == Problem.Kind.SOURCE_CHANGED
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
        run.results().retrying(path, problem, time);
        if (run.cancelled().await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CancellationException();
        }
    }

    private UploadEvent applyPolicy() throws InterruptedException {
        if (toReplace.isPresent()) {
            return attempt(wanted, new Condition.Unchanged(toReplace.get().etag()), toReplace);
        }
        NameState state = lookUp(wanted);
        return switch (run.request().ifExists()) {
            case FAIL -> failIfThere(state);
            case SKIP -> createIfFree(wanted, state).orElseGet(() -> ConflictWords.skippedAsThere(path, wanted));
            case REPLACE, IF_NEWER, IF_DIFFERENT -> losesNothing(state) ? overwrite() : replace(state);
            case KEEP_BOTH -> underFreeName(state);
        };
    }

    private NameState lookUp(BlobPath name) throws InterruptedException {
        try {
            return run.names().lookUp(name, this::retrying);
        } catch (ProblemException e) {
            throw ReadPermission.needed(e, ConflictWords.whyLookUp(run.request().ifExists()));
        }
    }

    /// Creates the blob; sends nothing if the name is known to be taken.
    ///
    /// @return empty when the name is taken
    private Optional<UploadEvent> createIfFree(BlobPath name, NameState state) throws InterruptedException {
        if (state instanceof NameState.Taken) {
            return Optional.empty();
        }
        try {
            return Optional.of(attempt(name, new Condition.Absent()));
        } catch (ProblemException e) {
            if (!ConflictWords.isThere(e.problem())) {
                throw e;
            }
            progress.restart();
            return Optional.empty();
        }
    }

    private UploadEvent failIfThere(NameState state) throws InterruptedException {
        ProblemException taken;
        try {
            if (!(state instanceof NameState.Taken)) {
                return attempt(wanted, new Condition.Absent());
            }
            taken = ConflictWords.alreadyThere(wanted).asException();
        } catch (ProblemException e) {
            if (!ConflictWords.isThere(e.problem())) {
                throw e;
            }
            // For a leased or archived blob the service gives its own reason.
            taken = e.problem().kind() == Problem.Kind.CONFLICT
                    ? e
                    : ConflictWords.alreadyThere(wanted).asException(e);
        }
        progress.restart();
        if (run.again().leavesSame() && isThereAlready(wanted)) {
            return ConflictWords.skippedAsSame(path, wanted);
        }
        throw taken;
    }

    /// Whether the blob has the file's content. Reads the whole file if the sizes are equal.
    private boolean isThereAlready(BlobPath name) throws InterruptedException {
        Optional<BlobProperties> there = find(name);
        try (SourceFile source = SourceFile.open(path)) {
            return there.filter(blob -> new ExistingBlob(blob).hasContentOf(source))
                    .isPresent();
        }
    }

    private Optional<BlobProperties> find(BlobPath name) throws InterruptedException {
        try {
            return run.sender().ask(() -> run.store().find(name), this::retrying);
        } catch (ProblemException e) {
            throw ReadPermission.needed(e, ConflictWords.whyLookUp(run.request().ifExists()));
        }
    }

    /// Whether a listing has shown that replacing the blob loses nothing but its content, which was
    /// asked for. Then no lookup is needed.
    private boolean losesNothing(NameState state) {
        return run.request().ifExists() == ConflictPolicy.REPLACE
                && !run.again().leavesSame()
                && state instanceof NameState.Taken(var blob, Optional<NameIndex.Listed> listed)
                && listed.isPresent()
                && listed.get().losesNothing(type());
    }

    private String type() {
        return ContentTypes.of(wanted.name(), () -> {
            try (SourceFile source = SourceFile.open(path)) {
                return source.head(ContentTypes.SNIFFED_BYTES);
            }
        });
    }

    /// Whether somebody else created, changed or deleted the blob since it was looked up.
    private static boolean isRace(Problem problem) {
        return problem.isTaken() || problem.code().equals(BLOCKS_GONE);
    }

    private UploadEvent overwrite() throws InterruptedException {
        for (int race = 1; ; race++) {
            try {
                return attempt(wanted, new Condition.Any());
            } catch (ProblemException e) {
                if (!isRace(e.problem()) || race == MOST_RACES) {
                    throw e;
                }
            }
        }
    }

    /// Replaces exactly the blob that was found. If it changes meanwhile, it is looked up again.
    private UploadEvent replace(NameState state) throws InterruptedException {
        if (isLeftAsListed(state)) {
            return run.request().ifExists() == ConflictPolicy.IF_NEWER
                    ? ConflictWords.skippedAsNewer(path, wanted)
                    : ConflictWords.skippedAsSame(path, wanted);
        }
        Optional<BlobProperties> there = properties(state);
        for (int race = 1; ; race++) {
            Optional<UploadEvent> leave = reasonToLeave(there);
            if (leave.isPresent()) {
                progress.restart();
                return leave.get();
            }
            try {
                return attempt(wanted, ExistingBlob.condition(there), there);
            } catch (ProblemException e) {
                if (!isRace(e.problem()) || race == MOST_RACES) {
                    throw e;
                }
            }
            there = find(wanted);
        }
    }

    private Optional<BlobProperties> properties(NameState state) throws InterruptedException {
        return switch (state) {
            case NameState.Free() -> Optional.empty();
            case NameState.Taken(Optional<BlobProperties> blob, var listed) when blob.isPresent() -> blob;
            case NameState.Taken taken -> find(wanted);
            case NameState.Hidden hidden -> find(wanted);
        };
    }

    /// Whether the listing alone is enough to leave the blob. Large files are compared block by
    /// block instead, which reads the file only once even if they differ.
    private boolean isLeftAsListed(NameState state) {
        if (!(state instanceof NameState.Taken(var blob, Optional<NameIndex.Listed> listed)) || listed.isEmpty()) {
            return false;
        }
        try (SourceFile source = SourceFile.open(path)) {
            return switch (run.request().ifExists()) {
                case IF_NEWER -> listed.get().isNotOlderThan(source);
                case IF_DIFFERENT ->
                    source.size() <= BlockPlan.USUAL_LENGTH && listed.get().hasContentOf(source);
                default -> false;
            };
        }
    }

    private Optional<UploadEvent> reasonToLeave(Optional<BlobProperties> there) throws InterruptedException {
        ConflictPolicy policy = run.request().ifExists();
        if (there.isEmpty() || policy == ConflictPolicy.REPLACE && !run.again().leavesSame()) {
            return Optional.empty();
        }
        ExistingBlob existing = new ExistingBlob(there.get());
        try (SourceFile source = SourceFile.open(path)) {
            return switch (policy) {
                case IF_NEWER -> ConflictWords.leaveNewer(path, wanted, existing.isOlderThan(source));
                case REPLACE -> ConflictWords.leaveSame(path, wanted, existing.hasContentOf(source));
                default -> ConflictWords.leaveSame(path, wanted, isSame(existing, source));
            };
        }
    }

    /// A blob made of our blocks is compared block by block while it is sent, which reads the file
    /// only once and needs no MD5.
    private boolean isSame(ExistingBlob existing, SourceFile source) throws InterruptedException {
        if (existing.blob().size() != source.size()) {
            return false;
        }
        boolean ofOurBlocks = source.size() > BlockPlan.USUAL_LENGTH
                && run.request().resume()
                && run.sender().ask(() -> run.store().blocks(wanted), this::retrying).committed().stream()
                        .findFirst()
                        .filter(BlockIds::isOurs)
                        .isPresent();
        return !ofOurBlocks && existing.hasContentOf(source);
    }

    private UploadEvent underFreeName(NameState first) throws InterruptedException {
        BlobPath name = wanted;
        NameState state = first;
        for (int number = 1; ; number++) {
            Optional<UploadEvent> written = createIfFree(name, state);
            if (written.isPresent()) {
                return written.get();
            }
            if (run.again().leavesSame() && isThereAlready(name)) {
                return ConflictWords.skippedAsSame(path, name);
            }
            if (number > MOST_NAMES) {
                throw ConflictWords.alreadyThere(name).asException();
            }
            name = FreeName.of(wanted, number);
            state = lookUp(name);
        }
    }

    private UploadEvent attempt(BlobPath target, Condition condition) throws InterruptedException {
        return attempt(target, condition, Optional.empty());
    }

    private UploadEvent attempt(BlobPath target, Condition condition, Optional<BlobProperties> replaced)
            throws InterruptedException {
        progress.restart();
        UploadEvent end =
                new Attempt(run, path, target, condition, replaced, progress, this::retrying, start, slice).run();
        return end instanceof UploadEvent.Uploaded done && condition instanceof Condition.Absent
                ? done.beside(twin(target))
                : end;
    }

    /// A blob that looks like this one: its name has the same letters in another Unicode normal
    /// form. Nothing depends on the result, so a failed lookup is ignored.
    private Optional<BlobPath> twin(BlobPath target) throws InterruptedException {
        for (Normalizer.Form form : TWINS) {
            String name = Normalizer.normalize(target.name(), form);
            if (!name.equals(target.name()) && name.length() <= BlobPath.MAX_LENGTH) {
                BlobPath other = target.withName(name);
                try {
                    if (run.names().lookUp(other, this::retrying) instanceof NameState.Taken) {
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
        run.results().retrying(path, problem, pause);
    }
}
