package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.sandbox.FailureLab;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each failure of the catalogue that a local Azure can produce is produced, and the doctor, with
/// the real library, names its row as the one cause.
@Timeout(60)
class CatalogueIT {
    private static final Set<String> REPRODUCED = new HashSet<>();

    private final Sandbox azure = SharedSandbox.get();

    static List<String> rows() {
        return FailureLab.failures().stream().map(FailureLab.Failure::row).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theDoctorNamesTheOneCause(String row) throws IOException {
        azure.reset();
        FailureLab lab = FailureLab.prepare(azure, FailureLab.find(row).orElseThrow());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("doctor", "--output", "json"));
        arguments.addAll(lab.options());
        int exit =
                BlobdropCommand.run(
                        new Console(stream(out), stream(err), false),
                        new Environment(lab.environment()),
                        arguments.toArray(String[]::new));
        String said = out.toString(StandardCharsets.UTF_8);
        String noted = err.toString(StandardCharsets.UTF_8);
        Map<String, Object> summary = json(said.lines().toList().getLast());
        assertThat(namedRow(summary)).as(said + noted).isEqualTo(row);
        assertThat(exit).as(said).isEqualTo(expectedExit(row));
        assertThat(said + noted)
                .doesNotContain("\tat ")
                .doesNotContainPattern("eyJ[A-Za-z0-9_-]{20}");
        REPRODUCED.add(row);
    }

    private static int expectedExit(String row) {
        return ExitCode.of(Catalogue.standard().byId(row).problem(Facts.NONE));
    }

    /// The row of the cause; of the problem where no examination could begin.
    private static Object namedRow(Map<String, Object> summary) {
        if (summary.get("cause") instanceof Map<?, ?> cause) {
            return cause.get("row");
        }
        Map<?, ?> problem = (Map<?, ?>) summary.get("problem");
        return problem == null
                ? "none"
                : Catalogue.standard().byCode(problem.get("code").toString()).orElseThrow().id();
    }

    @Test
    void aHealthyPodHasNoCause() throws IOException {
        azure.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit =
                BlobdropCommand.run(
                        new Console(stream(out), stream(new ByteArrayOutputStream()), false),
                        new Environment(azure.podEnvironment()),
                        "doctor",
                        "--write-probe",
                        "--output",
                        "json");
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(json(said.lines().toList().getLast())).doesNotContainKey("cause");
        assertThat(said.lines().filter(line -> line.contains("\"status\":\"ok\""))).hasSize(11);
        assertThat(azure.blobs().list(azure.container())).isEmpty();
    }

    @AfterAll
    static void printTheCount() {
        System.out.println(
                "Catalogue: "
                        + REPRODUCED.size()
                        + " of "
                        + Catalogue.standard().entries().size()
                        + " rows reproduced");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> json(String line) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            return reader.readMap(JsonReader::readUntyped);
        }
    }
}
