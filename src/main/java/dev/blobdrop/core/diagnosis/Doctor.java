package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.azure.AzureBlobStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Checks stage by stage from the pod to its blob and stops at the first failure, because later
/// stages fail as a consequence.
public final class Doctor {
    private static final List<Step> STEPS = List.of(
            new PlaceStep(),
            new InjectionStep(),
            new TokenFileStep(),
            new ClaimsStep(),
            new NetworkStep(),
            new ExchangeStep(),
            new IdentityStep(),
            new ChallengeStep(),
            StorageStep.container(),
            StorageStep.list(),
            StorageStep.write());

    private final DoctorRequest request;
    private final Optional<CredentialChain> signedIn;
    private final ChainListener chainListener;
    private final Clock clock;

    /// @param chainListener follows the sign-in
    public Doctor(DoctorRequest request, ChainListener chainListener) {
        this(request, chainListener, Clock.systemUTC());
    }

    /// @param signedIn is examined instead of a new chain, which would have to ask a person again
    public Doctor(DoctorRequest request, CredentialChain signedIn) {
        this(request, Optional.of(signedIn), ChainListener.NONE, Clock.systemUTC());
    }

    /// @param clock this machine's, or another one to test a wrong clock
    Doctor(DoctorRequest request, ChainListener chainListener, Clock clock) {
        this(request, Optional.empty(), chainListener, clock);
    }

    private Doctor(
            DoctorRequest request, Optional<CredentialChain> signedIn, ChainListener chainListener, Clock clock) {
        this.request = request;
        this.signedIn = signedIn;
        this.chainListener = chainListener;
        this.clock = clock;
    }

    /// Runs all stages once. Takes some seconds if something does not answer.
    ///
    /// @param listener receives each finding at once, on this thread
    /// @param again decides at each failure whether to repeat the stage
    /// @throws ProblemException when the settings of the plan are invalid; see [#unable]
    public Diagnosis examine(Consumer<Finding> listener, StageRetry again) throws InterruptedException {
        CredentialChain chain = signedIn.orElseGet(() -> CredentialChain.of(request.plan(), chainListener));
        Optional<BlobStore> store = request.account()
                .map(account -> new AzureBlobStore(
                        account, chain.credential(), request.plan().transport(), chain::facts));
        Examination at = new Examination(request, chain, store, clock);
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> failed = Optional.empty();
        for (Step step : STEPS) {
            Finding finding = failed.isPresent() ? skipped(step.stage(), failed.get()) : examine(step, at, again);
            findings.add(finding);
            listener.accept(finding);
            if (finding.status() == Finding.Status.FAILED) {
                failed = Optional.of(finding);
            }
        }
        return new Diagnosis(findings, failed.flatMap(Finding::cause), at.proven());
    }

    /// The diagnosis if options or variables are so wrong that no stage can run.
    ///
    /// @param facts as far as known, for the remedies
    public static Diagnosis unable(Problem settings, Facts facts, Consumer<Finding> listener) {
        Finding failed = Finding.failed(Stage.PLACE, Cause.of(settings, facts, List.of("nothing was sent")));
        List<Finding> findings = Stream.of(Stage.values())
                .map(stage -> stage == Stage.PLACE ? failed : skipped(stage, failed))
                .toList();
        findings.forEach(listener);
        return new Diagnosis(findings, failed.cause(), List.of());
    }

    private static Finding skipped(Stage stage, Finding failed) {
        return Finding.skipped(
                stage,
                Finding.Skip.EARLIER_FAILURE,
                "not reached: " + failed.stage().title() + " failed");
    }

    private static Finding examine(Step step, Examination at, StageRetry again) throws InterruptedException {
        while (true) {
            Finding finding = examine(step, at);
            if (finding.cause().isEmpty() || !again.after(finding.cause().get().problem())) {
                return finding;
            }
        }
    }

    private static Finding examine(Step step, Examination at) {
        try {
            return step.examine(at);
        } catch (ProblemException e) {
            return Finding.failed(
                    step.stage(),
                    Cause.of(e.problem(), at.facts(), List.of(e.problem().detail())));
        }
    }
}
