package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.sandbox.FailureLab;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each failure of the catalogue that a local Azure can produce is produced, and the doctor, with
/// the real library, names its row as the one cause.
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogueIT {
    private static final Set<String> REPRODUCED = new HashSet<>();

    private final Sandbox azure = SharedSandbox.get();

    static List<String> causes() {
        return rows(FailureLab.Named.AS_CAUSE);
    }

    static List<String> refusals() {
        return rows(FailureLab.Named.BY_COMMAND);
    }

    private static List<String> rows(FailureLab.Named named) {
        return FailureLab.failures().stream()
                .filter(failure -> failure.named() == named)
                .map(FailureLab.Failure::row)
                .toList();
    }

    private FailureLab prepare(String row) {
        azure.reset();
        return FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());
    }

    private static CommandRun run(FailureLab lab, List<String> command) {
        String[] arguments =
                Stream.concat(command.stream(), Stream.of("--output", "json")).toArray(String[]::new);
        return lab.isOfTheMachine()
                ? Blobdrop.process(lab.environment(), arguments)
                : Blobdrop.run(lab.environment(), arguments);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theDoctorNamesTheOneCause(String row) {
        assumeTrue(!row.equals("F2") || SharedSandbox.hasPrivateAddress(), "no private address");
        FailureLab lab = prepare(row);

        CommandRun run = run(lab, lab.doctor());

        Map<String, Object> summary = run.summary();
        assertThat(summary).as(run.out() + run.err()).containsKey("cause");
        Map<?, ?> cause = (Map<?, ?>) summary.get("cause");
        assertThat(cause.get("row")).as(run.out() + run.err()).isEqualTo(row);
        assertThat((List<?>) cause.get("evidence")).as(run.out()).isNotEmpty();
        assertThat(run.exit()).as(run.out()).isEqualTo(expectedExit(row));
        assertThat(run.events("stage")).hasSize(11);
        assertThat(failedStages(run)).hasSize(1);
        REPRODUCED.add(row);
    }

    private static List<Object> failedStages(CommandRun run) {
        return run.events("stage").stream()
                .filter(stage -> "failed".equals(stage.get("status")))
                .map(stage -> stage.get("stage"))
                .toList();
    }

    /// The command that hit an error about one blob or one request names it.
    @ParameterizedTest
    @MethodSource("refusals")
    void theCommandNamesWhatItMet(String row) {
        FailureLab lab = prepare(row);

        CommandRun run = run(lab, lab.command());

        Facts facts = new Facts(Map.of("acct", azure.accountName(), "ctr", azure.container()));
        Problem known = Catalogue.standard().byId(row).problem(facts);
        Map<?, ?> problem = (Map<?, ?>) Stream.concat(run.events("failed").stream(), Stream.of(run.summary()))
                .filter(event -> event.containsKey("problem"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.out()))
                .get("problem");
        assertThat(problem.get("code")).as(run.out()).isEqualTo(known.code());
        assertThat(problem.get("title")).as(run.out()).isEqualTo(known.title());
        assertThat(run.exit()).as(run.out()).isEqualTo(expectedExit(row));
        REPRODUCED.add(row);
    }

    @Test
    void anAppRegistrationIsNotedAndIsNoFailure() {
        FailureLab lab = prepare("E3");

        CommandRun run = run(lab, lab.doctor());

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.events("stage"))
                .filteredOn(stage -> "note".equals(stage.get("status")))
                .extracting(stage -> stage.get("says"))
                .containsExactly(FailureLab.find("E3").orElseThrow().title() + ": app " + Identities.POD.clientId());
        REPRODUCED.add("E3");
    }

    private static int expectedExit(String row) {
        return ExitCode.of(Catalogue.standard().byId(row).problem(Facts.NONE));
    }

    @Test
    void aHealthyPodHasNoCause() {
        azure.reset();

        CommandRun run = Blobdrop.run(azure.podEnvironment(), "doctor", "--write-probe", "--output", "json");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.summary()).doesNotContainKey("cause");
        assertThat(run.events("stage")).hasSize(11).allMatch(stage -> "ok".equals(stage.get("status")));
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    /// Each row can be produced here, so each is among those that the tests above produce.
    @Test
    void noRowIsLeftOut() {
        assertThat(FailureLab.failures())
                .extracting(FailureLab.Failure::row)
                .containsExactlyInAnyOrderElementsOf(Catalogue.standard().entries().stream()
                        .map(Catalogue.Entry::id)
                        .toList());
    }

    /// The last of all: what the documents say is what the tests above have produced just now.
    @Test
    @Order(Integer.MAX_VALUE)
    void theDocumentsTellTheNumberThatWasReproduced() throws IOException {
        Set<String> possible = new HashSet<>(rows());
        if (!SharedSandbox.hasPrivateAddress()) {
            possible.remove("F2");
        }
        assertThat(REPRODUCED).containsExactlyInAnyOrderElementsOf(possible);
        assertThat(REPRODUCED).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Files.readString(Path.of("src/docs/verified.md")))
                .contains("`CatalogueIT` produces "
                        + rows().size()
                        + " of the catalogue's "
                        + Catalogue.standard().entries().size()
                        + " rows");
    }

    private static List<String> rows() {
        return FailureLab.failures().stream().map(FailureLab.Failure::row).toList();
    }

    @AfterAll
    static void printTheCount() {
        System.out.println("Catalogue: "
                + REPRODUCED.size()
                + " of "
                + Catalogue.standard().entries().size()
                + " rows reproduced");
    }
}
