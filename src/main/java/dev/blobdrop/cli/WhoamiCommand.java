package dev.blobdrop.cli;

import dev.blobdrop.cli.options.InputFile;
import dev.blobdrop.cli.options.PodEnvironment;
import dev.blobdrop.cli.output.AccessText;
import dev.blobdrop.cli.output.ChainLines;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.cli.output.Output;
import dev.blobdrop.cli.output.WhoamiReport;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.chain.Survey;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.recording.Recording;
import dev.blobdrop.core.recording.RecordingReader;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.core.storage.AccessCheck;
import dev.blobdrop.core.storage.BlobStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Shows the credential chain step by step, the identity that signed in, and what it may do.
@picocli.CommandLine.Command(
        name = "whoami",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Signs in and shows which credential was used, why, and what it can access.",
            "Lists the credentials in the order they were tried, with the time each took and why it was not"
                    + " used. Permissions are checked only if a storage account is given. The exit code shows"
                    + " whether sign-in worked."
        })
final class WhoamiCommand extends AzureCommand {
    @Option(names = "--write-probe", description = "Also test writing: write an empty blob and delete it again.")
    boolean writeProbe;

    @Option(
            names = "--survey",
            description = "Try every credential, also after the first success, except those that would prompt you.")
    boolean survey;

    @Option(
            names = "--as-pod",
            paramLabel = "FILE",
            description = "Sign in from here as a pod would, with nothing but its variables. FILE, or - for"
                    + " standard input, is the output of 'kubectl set env pod/POD --list',"
                    + " or of 'env' in the pod.")
    Optional<String> asPod;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "With --as-pod: token to use instead of the pod's own, from 'kubectl create token SA"
                    + " -n NS --audience api://AzureADTokenExchange'.")
    Optional<Path> tokenFile;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Show a run that was recorded with --output json. FILE, or - for standard input, may"
                    + " be a pod's log. Contacts no service.")
    Optional<String> replay;

    @Override
    String name() {
        return "whoami";
    }

    @Override
    int run(Output output, Json summary) throws InterruptedException {
        Instant recorded = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        checkOptions();
        summary.with("schema", RecordingReader.SCHEMA);
        WhoamiReport report = new WhoamiReport(output);
        if (replay.isPresent()) {
            return replay(report, summary);
        }
        summary.with("recorded", recorded);
        return survey ? survey(output, report, summary) : signIn(output, report, summary);
    }

    private int replay(WhoamiReport report, Json summary) {
        Recording recording =
                RecordingReader.read(InputFile.name(replay.get()), InputFile.text(replay.get(), "recording"));
        report.replay(recording);
        summary.with("recorded", recording.recorded())
                .with("replayed", true)
                .with("recordedExitCode", recording.exitCode())
                .with("recordedProblem", recording.problem().map(Output::json));
        WhoamiReport.summary(
                summary,
                recording.pod(),
                recording.trace(),
                recording.survey(),
                recording.storage(),
                recording.access());
        return ExitCode.OK;
    }

    private int survey(Output output, WhoamiReport report, Json summary) {
        Session session = new Session(connection, environment(), output);
        report.heading(pod(), session.plan().kind(), true);
        Survey asking = Survey.of(session.plan(), report.listener(new ChainLines(report::link)));
        ChainTrace trace = asking.ask();
        WhoamiReport.summary(summary, pod(), trace, true, Optional.empty(), List.of());
        report.conclusion(trace);
        trace.identity().ifPresent(who -> report.identity(who, Instant.now()));
        asking.problem().ifPresent(problem -> {
            throw problem.asException();
        });
        return ExitCode.OK;
    }

    private int signIn(Output output, WhoamiReport report, Json summary) throws InterruptedException {
        ChainLines chain = new ChainLines(report::link);
        Session session = new Session(connection, environment(), output, report.listener(chain));
        Optional<BlobStore> store = session.accountGiven().map(account -> session.store());
        Optional<Recording.Storage> storage =
                store.map(given -> new Recording.Storage(given.account().toString(), session.container()));
        List<Access> access = new ArrayList<>();
        report.heading(pod(), session.plan().kind(), false);
        try {
            try {
                session.signIn();
            } finally {
                output.progress("");
                chain.printUntried(session.trace());
            }
            report.identity(session.trace().identity().orElseThrow(), Instant.now());
            access.addAll(access(report, store, storage));
        } catch (ProblemException e) {
            throw withoutItself(e);
        } finally {
            WhoamiReport.summary(summary, pod(), session.trace(), false, storage, access);
        }
        return ExitCode.OK;
    }

    private List<Access> access(WhoamiReport report, Optional<BlobStore> store, Optional<Recording.Storage> storage) {
        List<Access> all = new ArrayList<>();
        report.storage(storage);
        store.ifPresentOrElse(
                given -> new AccessCheck(given, storage.orElseThrow().container()).check(writeProbe, access -> {
                    all.add(access);
                    report.access(access, true);
                }),
                () -> Arrays.stream(Access.Action.values())
                        .map(action -> Access.notChecked(action, AccessText.NO_ACCOUNT))
                        .forEach(access -> {
                            all.add(access);
                            report.access(access, false);
                        }));
        return all;
    }

    /// Removes the advice to run `whoami`, which is already running.
    private static ProblemException withoutItself(ProblemException e) {
        Problem problem = e.problem();
        List<Remedy> remedy = problem.remedies().stream()
                .filter(each -> !each.text().startsWith("blobdrop whoami"))
                .toList();
        return problem.withRemedy(remedy).asException(e);
    }

    private void checkOptions() {
        if (tokenFile.isPresent() && asPod.isEmpty()) {
            throw contradiction("--token-file needs --as-pod", "It replaces the pod's own token.");
        }
        tokenFile.ifPresent(file -> InputFile.check(file, "token"));
        if (replay.isPresent() && (survey || writeProbe || asPod.isPresent())) {
            throw contradiction(
                    "--replay cannot be combined with other sign-in options", "A replay contacts no service.");
        }
        if (survey && writeProbe) {
            throw contradiction(
                    "--survey and --write-probe cannot be given together", "A survey only tries credentials.");
        }
        if (survey && !connection.credential.equals("default")) {
            throw contradiction(
                    "--survey and --credential cannot be given together", "A survey tries every credential.");
        }
    }

    private Optional<String> pod() {
        return asPod.map(InputFile::name);
    }

    private static ProblemException contradiction(String title, String why) {
        return Problem.of(Problem.Kind.USAGE, "bad-options", title, why).asException();
    }

    @Override
    Environment environment() {
        return asPod.map(file -> PodEnvironment.read(file, tokenFile)).orElseGet(super::environment);
    }
}
