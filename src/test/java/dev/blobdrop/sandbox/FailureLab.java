package dev.blobdrop.sandbox;

import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts the sandbox and a process's surroundings into one failure of the catalogue, for teaching
/// and for tests.
public final class FailureLab {
    /// Fewer letters in common are a coincidence.
    private static final int NEAR = 3;

    static final String METADATA = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private static final String[] INJECTED = {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"};

    private final Sandbox azure;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> command = new ArrayList<>(List.of("hello"));
    private final List<String> options = new ArrayList<>();
    private final List<String> expectations = new ArrayList<>();

    /// Where a failure is named.
    public enum Named {
        /// The doctor says that it is the one cause.
        AS_CAUSE,
        /// The doctor notes it and goes on: it is no failure by itself.
        AS_NOTE,
        /// The command itself says it: it is about single files or requests.
        BY_COMMAND
    }

    /// One failure that can be shown here.
    ///
    /// @param row of the catalogue
    /// @param code it is asked for by
    public record Failure(String row, String code, Named named, Consumer<FailureLab> prepare) {
        /// What the catalogue calls it.
        public String title() {
            return Catalogue.standard().byId(row).problem(Facts.NONE).title();
        }
    }

    private FailureLab(Sandbox azure) {
        this.azure = azure;
    }

    /// The failure of that row or code; any code of the catalogue leads to its row.
    public static Optional<Failure> find(String rowOrCode) {
        String row =
                Catalogue.standard().byCode(rowOrCode).map(Catalogue.Entry::id).orElse(rowOrCode);
        return failures().stream()
                .filter(failure ->
                        failure.row().equalsIgnoreCase(row) || failure.code().equalsIgnoreCase(rowOrCode))
                .findFirst();
    }

    /// Those whose title holds the text, and the few whose codes begin most like it.
    public static List<Failure> near(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        int longest = failures().stream().mapToInt(f -> common(f, wanted)).max().orElse(0);
        return failures().stream()
                .filter(failure -> failure.title().toLowerCase(Locale.ROOT).contains(wanted)
                        || longest >= NEAR && common(failure, wanted) == longest)
                .toList();
    }

    /// How many letters the code and the text begin with in common.
    private static int common(Failure failure, String wanted) {
        String code = failure.code().toLowerCase(Locale.ROOT);
        int n = 0;
        while (n < Math.min(code.length(), wanted.length()) && code.charAt(n) == wanted.charAt(n)) {
            n++;
        }
        return n;
    }

    /// Prepares the sandbox, which must be fresh or reset.
    public static FailureLab prepare(Sandbox azure, Failure failure) {
        FailureLab lab = new FailureLab(azure);
        lab.asPod();
        failure.prepare().accept(lab);
        return lab;
    }

    /// The whole environment of the process that meets the failure.
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// Whether the failure lies in what the library asks the process itself for, and so shows in a
    /// process of its own only: the metadata endpoint.
    public boolean isOfTheMachine() {
        return azure.nodeMetadata().equals(environment.get(METADATA));
    }

    /// What a person runs and what then fails, such as `hello` with its options.
    public List<String> command() {
        return Stream.concat(command.stream(), options.stream()).toList();
    }

    /// The doctor with the same options, and with what was expected.
    public List<String> doctor() {
        return Stream.of(List.of("doctor"), options, expectations)
                .flatMap(List::stream)
                .toList();
    }

    /// Every failure that a local Azure can produce.
    public static List<Failure> failures() {
        return Stream.of(
                        LabFailures.injection(),
                        LabFailures.token(),
                        LabFailures.network(),
                        LabFailures.exchange(),
                        LabFailures.identity(),
                        LabFailures.storage(),
                        LabRefusals.all())
                .flatMap(List::stream)
                .toList();
    }

    Sandbox azure() {
        return azure;
    }

    void asPod() {
        environment.clear();
        environment.putAll(azure.podEnvironment());
        credential("workload-identity");
    }

    void asLaptop() {
        environment.clear();
        environment.putAll(azure.laptopEnvironment());
        credential("default");
    }

    void credential(String kind) {
        options.clear();
        options.addAll(List.of("--credential", kind));
    }

    void command(String... words) {
        command.clear();
        command.addAll(List.of(words));
    }

    /// What the person who deployed the pod intended; only the doctor knows it.
    void expect(String... words) {
        expectations.addAll(List.of(words));
    }

    void set(String name, String value) {
        environment.put(name, value);
    }

    void unset(String... names) {
        for (String name : names) {
            environment.remove(name);
        }
    }

    void notInjected() {
        unset(INJECTED);
    }

    void token(java.util.function.UnaryOperator<ProjectedToken> change) {
        azure.cluster().project(change.apply(azure.cluster().token()));
    }

    /// The identity provider answers with this code, whatever is asked.
    void answers(int status, int code, String text) {
        String json = """
            {"error":"invalid_client","error_description":"AADSTS%d: %s Trace ID: \
            00000000-0000-4000-8000-0000000000aa Correlation ID: \
            00000000-0000-4000-8000-0000000000bb Timestamp: %s","error_codes":[%d],\
            "trace_id":"00000000-0000-4000-8000-0000000000aa",\
            "correlation_id":"00000000-0000-4000-8000-0000000000bb","timestamp":"%s"}\
            """.formatted(code, text, Instant.now(), code, Instant.now());
        azure.identityProvider().fail(1000, status, json);
    }

    /// The account answers every request with this error.
    void storageAnswers(int status, String code) {
        azure.gateway().on(RequestMatcher.any()).answer(status, code);
    }

    /// A file to upload, with some text in it.
    String file() {
        try {
            return Files.writeString(azure.state().resolve("report.csv"), "1,2\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
