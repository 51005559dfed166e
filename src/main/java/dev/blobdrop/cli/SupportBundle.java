package dev.blobdrop.cli;

import dev.blobdrop.cli.output.ChainTable;
import dev.blobdrop.cli.output.DoctorText;
import dev.blobdrop.cli.output.Json;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// One JSON object with everything that helps somebody else understand a failure: the findings,
/// what each credential did, and which variables are set. It contains no secrets: for a variable
/// that may hold one, only whether it is set.
final class SupportBundle implements ChainListener {
    /// Version of the JSON form of a diagnosis. Raise it when a field changes its meaning or goes
    /// away.
    static final int SCHEMA = 1;

    private static final List<String> OURS =
            List.of("AZURE_", "KUBERNETES_", "BLOBDROP_", "STORAGE_", "IDENTITY_", "MSI_");

    private static final Set<String> PROXIES = Set.of("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy");

    /// Variables that hold only names and places. Any other may hold a secret.
    private static final Set<String> HARMLESS = Set.of(
            "AZURE_CLIENT_ID",
            "AZURE_TENANT_ID",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_AUTHORITY_HOST",
            "AZURE_TOKEN_CREDENTIALS",
            "AZURE_KUBERNETES_SNI_NAME",
            "AZURE_KUBERNETES_CA_FILE",
            "KUBERNETES_SERVICE_HOST",
            "BLOBDROP_CONTAINER",
            "BLOBDROP_CA_FILE",
            "BLOBDROP_POD_NAMESPACE",
            "BLOBDROP_POD_NAME",
            "BLOBDROP_POD_SERVICE_ACCOUNT",
            "BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY",
            "NO_PROXY",
            "no_proxy");

    private final List<ChainTrace.Link> links = new CopyOnWriteArrayList<>();

    @Override
    public void finished(ChainTrace.Link link) {
        links.add(link);
    }

    /// Checks that the bundle can be written, before the doctor contacts anything.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot
    static void check(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        boolean writable = Files.exists(file)
                ? !Files.isDirectory(file) && Files.isWritable(file)
                : Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw unwritable(file).asException();
        }
    }

    private static Problem unwritable(Path file) {
        return Problem.of(
                Problem.Kind.USAGE,
                "bad-support-bundle",
                "Cannot write the support bundle to " + file,
                Files.isDirectory(file) ? "It is a folder." : "The folder does not exist or is not writable.");
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when the file cannot be written
    void write(Path file, Diagnosis diagnosis, Environment environment) {
        Json bundle = Json.event("diagnosis")
                .with("schema", SCHEMA)
                .with("version", new ProgramVersion().getVersion()[0])
                .with("java", Runtime.version())
                .with("system", System.getProperty("os.name"))
                .with("variables", variables(environment))
                .with(
                        "stages",
                        diagnosis.findings().stream().map(DoctorText::json).toList())
                .with("links", links.stream().map(ChainTable::json).toList())
                .with("cause", diagnosis.cause().map(DoctorText::json))
                .with("proven", diagnosis.proven())
                .with(
                        "untested",
                        diagnosis.untested().stream()
                                .map(finding -> finding.stage().id())
                                .toList());
        try {
            Files.writeString(file, bundle + "\n");
        } catch (IOException e) {
            throw unwritable(file).asException(e);
        }
    }

    private static Json variables(Environment environment) {
        Json json = new Json();
        for (Map.Entry<String, String> each : new TreeMap<>(environment.variables()).entrySet()) {
            String name = each.getKey();
            if (HARMLESS.contains(name)) {
                json.with(name, Secrets.redact(each.getValue()));
            } else if (PROXIES.contains(name) || OURS.stream().anyMatch(name::startsWith)) {
                json.with(name, each.getValue().isBlank() ? "(empty)" : "(set)");
            }
        }
        return json;
    }
}
