package dev.blobdrop.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts the sandbox and a process's surroundings into one failure of the catalogue, for teaching
/// and
/// for tests.
public final class FailureLab {
    private static final String[] INJECTED = {
        "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"
    };

    private final Sandbox azure;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();

    /// One failure that can be shown here.
    ///
    /// @param row of the catalogue
    /// @param code it is asked for by
    public record Failure(String row, String code, Consumer<FailureLab> prepare) {}

    private FailureLab(Sandbox azure) {
        this.azure = azure;
    }

    /// The failure of that row or code.
    public static Optional<Failure> find(String rowOrCode) {
        return failures().stream()
                .filter(
                        failure ->
                                failure.row().equalsIgnoreCase(rowOrCode)
                                        || failure.code().equalsIgnoreCase(rowOrCode))
                .findFirst();
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

    /// The options that it is started with.
    public List<String> options() {
        return List.copyOf(options);
    }

    /// Every failure that a local Azure can produce.
    public static List<Failure> failures() {
        List<Failure> all = new ArrayList<>();
        all.addAll(LabFailures.injection());
        all.addAll(LabFailures.token());
        all.addAll(LabFailures.network());
        all.addAll(LabFailures.exchange());
        all.addAll(LabFailures.storage());
        return List.copyOf(all);
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
        option("--credential", kind);
    }

    void option(String... words) {
        options.addAll(List.of(words));
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
        String json =
                """
                {"error":"invalid_client","error_description":"AADSTS%d: %s Trace ID: \
                00000000-0000-4000-8000-0000000000aa Correlation ID: \
                00000000-0000-4000-8000-0000000000bb Timestamp: %s","error_codes":[%d],\
                "trace_id":"00000000-0000-4000-8000-0000000000aa",\
                "correlation_id":"00000000-0000-4000-8000-0000000000bb","timestamp":"%s"}\
                """
                        .formatted(code, text, Instant.now(), code, Instant.now());
        azure.identityProvider().fail(1000, status, json);
    }

    /// The account answers every request that carries a token with this error.
    void storageAnswers(int status, String code) {
        azure.gateway().on(RequestMatcher.method("HEAD")).answer(status, code);
    }
}
