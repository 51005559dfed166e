package dev.blobdrop.gui.session;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Doctor;
import dev.blobdrop.core.diagnosis.DoctorRequest;
import dev.blobdrop.core.diagnosis.Expectations;
import dev.blobdrop.core.diagnosis.Finding;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.identity.chain.Survey;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.AccountUrl;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Examines sign-ins without touching the window's own: it never prompts and changes nothing.
final class AzureExaminer implements Examiner {
    private final Supplier<Environment> environment;
    private final Supplier<HttpTransport> transport;
    private final Supplier<SignInChoice> choice;
    private final Function<Optional<AccountUrl>, Optional<CredentialChain>> signedIn;

    /// @param environment with the settings applied
    /// @param choice the choice in use
    /// @param signedIn the chain in use for an account
    AzureExaminer(
            Supplier<Environment> environment,
            Supplier<HttpTransport> transport,
            Supplier<SignInChoice> choice,
            Function<Optional<AccountUrl>, Optional<CredentialChain>> signedIn) {
        this.environment = environment;
        this.transport = transport;
        this.choice = choice;
        this.signedIn = signedIn;
    }

    @Override
    public Tried survey(Optional<AccountUrl> account, ChainListener listener) {
        Survey survey = Survey.of(plan(SignInChoice.AUTOMATIC, cloudOf(account)), listener);
        ChainTrace trace = survey.ask();
        return new Tried(trace, survey.problem());
    }

    /// Uses this machine's trusted certificates, because the requests are sent from here.
    @Override
    public Tried asPod(Environment pod, ChainListener listener) {
        HttpTransport way =
                HttpTransport.create(environment.get().get("BLOBDROP_CA_FILE").map(Path::of), pod);
        CredentialChain chain = CredentialChain.of(
                SignInChoice.AUTOMATIC.plan(pod, cloudOf(pod), way, SignInHost.NON_INTERACTIVE), listener);
        Optional<Problem> trouble = trouble(chain);
        return new Tried(chain.trace(), trouble);
    }

    private static Optional<Problem> trouble(CredentialChain chain) {
        try {
            chain.signIn();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// An interactive sign-in may exist only in this process, so its own chain is examined.
    @Override
    public Diagnosis diagnose(
            Optional<AccountUrl> account, String container, boolean write, Consumer<Finding> listener) {
        try {
            DoctorRequest request = new DoctorRequest(
                    plan(choice.get(), cloudOf(account)), account, container, write, Expectations.NONE);
            Optional<CredentialChain> own =
                    signedIn.apply(account).filter(chain -> choice.get().kind().asksPerson());
            Doctor doctor = own.map(chain -> new Doctor(request, chain))
                    .orElseGet(() -> new Doctor(request, ChainListener.NONE));
            return doctor.examine(listener, problem -> false);
        } catch (ProblemException e) {
            return Doctor.unable(e.problem(), CredentialPlan.facts(environment.get()), listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private CredentialPlan plan(SignInChoice wanted, Cloud cloud) {
        return wanted.plan(environment.get(), cloud, transport.get(), SignInHost.NON_INTERACTIVE);
    }

    /// The cloud of the account; without one, of the account in the environment.
    private Cloud cloudOf(Optional<AccountUrl> account) {
        return account.map(known -> known.cloud().orElse(Cloud.PUBLIC)).orElseGet(() -> cloudOf(environment.get()));
    }

    private static Cloud cloudOf(Environment environment) {
        try {
            return environment
                    .get("STORAGE_ACCOUNT_URL")
                    .map(AccountUrl::parseLocation)
                    .flatMap(location -> location.account().cloud())
                    .orElse(Cloud.PUBLIC);
        } catch (ProblemException e) {
            return Cloud.PUBLIC;
        }
    }
}
