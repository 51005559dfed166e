package dev.blobdrop.cli;

import dev.blobdrop.cli.options.Choices;
import dev.blobdrop.cli.options.InputFile;
import dev.blobdrop.cli.options.OptionValues;
import dev.blobdrop.cli.output.Amounts;
import dev.blobdrop.cli.output.CountDown;
import dev.blobdrop.cli.output.DoctorText;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Explanations;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Cause;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.diagnosis.Doctor;
import dev.blobdrop.core.diagnosis.DoctorRequest;
import dev.blobdrop.core.diagnosis.Expectations;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.transfer.flow.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Finds the one cause of a failure.
@picocli.CommandLine.Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks every stage from pod to blob, and explains the cause and the fix.",
            "Writes nothing unless --write-probe is given. Never prints a token."
        })
final class DoctorCommand extends AzureCommand {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Option(
            names = "--explain",
            completionCandidates = Choices.Code.class,
            paramLabel = "CODE",
            description = "Explain a code, such as AADSTS700213 or AuthorizationFailure, or a row of the"
                    + " catalogue, such as D2. 'all' lists them. Needs no network.")
    Optional<String> explain;

    @Option(
            names = "--manifests",
            paramLabel = "FILE",
            description = "Check manifests (YAML or JSON) for mistakes: a file, or - for the output of 'kubectl"
                    + " get job,cronjob,deploy,pod,sa -o json' or 'kubectl kustomize FOLDER'. Needs no network.")
    Optional<String> manifests;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Sign in from here as a service account. Create the token with 'kubectl create token"
                    + " SA -n NS --audience api://AzureADTokenExchange'.")
    Optional<Path> tokenFile;

    @Option(names = "--write-probe", description = "Also test writing: write an empty blob and delete it again.")
    boolean writeProbe;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Check again every few seconds until there is no problem, for up to TIME.")
    Optional<String> wait;

    @Option(names = "--expected-client-id", paramLabel = "ID", description = "Client id that the pod should have.")
    Optional<String> expectedClientId;

    @Option(
            names = "--expected-subject",
            paramLabel = "SUB",
            description = "system:serviceaccount:NAMESPACE:NAME, as in the federated credential.")
    Optional<String> expectedSubject;

    @Option(names = "--expected-issuer", paramLabel = "URL", description = "Issuer of the federated credential.")
    Optional<String> expectedIssuer;

    @Option(
            names = "--support-bundle",
            paramLabel = "FILE",
            description = "Also write all findings to this file as JSON, without secrets.")
    Optional<Path> supportBundle;

    private final SupportBundle bundle = new SupportBundle();

    @Override
    String name() {
        return "doctor";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        summary.with("schema", SupportBundle.SCHEMA);
        if (explain.isPresent() && manifests.isPresent()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-options",
                            "--explain and --manifests cannot be given together",
                            "Use one of them.")
                    .asException();
        }
        if (explain.isPresent()) {
            return new Explanations(output).explain(explain.get());
        }
        if (manifests.isPresent()) {
            return new ManifestReport(output).examine(manifests.get(), summary);
        }
        tokenFile.ifPresent(file -> InputFile.check(file, "token"));
        supportBundle.ifPresent(SupportBundle::check);
        DoctorText text = new DoctorText(output);
        Diagnosis diagnosis = examine(output, text);
        text.conclude(diagnosis, summary);
        supportBundle.ifPresent(file -> bundle.write(file, diagnosis, environment()));
        return diagnosis.cause().map(Cause::problem).map(ExitCode::of).orElse(ExitCode.OK);
    }

    private Diagnosis examine(Output output, DoctorText text) throws InterruptedException {
        Instant end = Instant.now()
                .plus(wait.map(given -> OptionValues.duration("--wait", given)).orElse(Duration.ZERO));
        while (true) {
            Diagnosis diagnosis = once(output, text);
            Duration left = Duration.between(Instant.now(), end);
            if (diagnosis.cause().isEmpty() || left.compareTo(PAUSE) < 0) {
                return diagnosis;
            }
            output.note("Not yet: "
                    + diagnosis.cause().get().problem().title()
                    + "; checking again in "
                    + Amounts.time(PAUSE)
                    + ", "
                    + Amounts.time(left)
                    + " left");
            Thread.sleep(PAUSE);
        }
    }

    /// Runs the examination once. Invalid settings are a cause like any other. Only an option that
    /// cannot be parsed at all, such as a misspelt time, ends the command before.
    private Diagnosis once(Output output, DoctorText text) throws InterruptedException {
        Patience patience = Session.patience(connection);
        text.begin();
        try (CountDown countDown = new CountDown(output, patience)) {
            Session session = new Session(connection, environment(), output);
            DoctorRequest request = new DoctorRequest(
                    session.plan(),
                    session.accountGiven(),
                    session.container(),
                    writeProbe,
                    new Expectations(expectedClientId, expectedSubject, expectedIssuer));
            return new Doctor(request, bundle)
                    .examine(
                            finding -> {
                                countDown.answered();
                                text.finding(finding);
                            },
                            countDown::waited);
        } catch (ProblemException e) {
            return Doctor.unable(e.problem(), CredentialPlan.facts(environment()), text::finding);
        }
    }

    /// With `--token-file`, the environment of a pod that holds this token.
    @Override
    Environment environment() {
        Environment real = super.environment();
        if (tokenFile.isEmpty()) {
            return real;
        }
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.put(Injection.FILE, tokenFile.get().toString());
        connection.credential = "workload-identity";
        return new Environment(variables);
    }
}
