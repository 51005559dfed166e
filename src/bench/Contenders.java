import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command lines of Blobdrop, which signs in as a pod does and creates blobs on the condition
/// that nobody has the name (its default), and what every program of the bench finds in its
/// environment.
final class Contenders {
    static final String CONTAINER = "bench";
    private static final List<String> AS_POD = List.of("--credential", "workload-identity");

    private final Path program;
    private final Path work;

    Contenders(Path project, Path work) throws IOException {
        this.program = project.resolve("target/blobdrop/bin/blobdrop");
        this.work = work;
        Files.writeString(work.resolve("token"), "eyJhbGciOiJub25lIn0.e30.c2ln");
    }

    /// What every process of the bench gets beside this one's environment.
    Map<String, String> environment(Sink sink) {
        return Map.ofEntries(
                Map.entry("HOME", work.toString()),
                Map.entry("SSL_CERT_FILE", sink.certificate().toString()),
                Map.entry("AZCOPY_LOG_LOCATION", work.resolve("azcopy").toString()),
                Map.entry("AZCOPY_JOB_PLAN_LOCATION", work.resolve("azcopy").toString()),
                Map.entry("RCLONE_CONFIG", "/dev/null"),
                Map.entry("STORAGE_ACCOUNT_URL", sink.address() + "/account"),
                Map.entry("BLOBDROP_CONTAINER", CONTAINER),
                Map.entry("BLOBDROP_CA_FILE", sink.certificate().toString()),
                Map.entry("AZURE_AUTHORITY_HOST", sink.address() + "/"),
                Map.entry("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000000"),
                Map.entry("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000001"),
                Map.entry("AZURE_FEDERATED_TOKEN_FILE", work.resolve("token").toString()));
    }

    Contender upload(String name, Path source, String... options) {
        return blobdrop(name, "upload", List.of(options), source.toString());
    }

    /// @param blob its name, or `/` for all that there are
    Contender get(String name, String blob, Path folder) {
        return blobdrop(name, "get", List.of("--to", folder.toString()), blob);
    }

    /// `hello` or `whoami`.
    Contender brief(String name, String command) {
        return blobdrop(name, command, List.of());
    }

    private Contender blobdrop(String name, String command, List<String> options, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program.toString(), command));
        words.addAll(AS_POD);
        words.addAll(options);
        words.addAll(List.of(arguments));
        return new Contender(name, Contender.Family.BLOBDROP, words);
    }
}
