import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Records the start-up cache (ahead-of-time cache) of an application folder: its command lines run
/// once against [PracticeAzure], and the Java virtual machine keeps the classes they loaded in the
/// state in which it needs them.
///
/// The cache holds for exactly these jars in this order, with their times, and for exactly this
/// build of Java. Where it does not hold, it is not used and nothing else happens.
final class StartCache {
    /// The name is known to `src/launcher/blobdrop`.
    private static final String NAME = "blobdrop.aot";

    private static final int LARGE = 20 * 1024 * 1024;

    private final Path application;

    StartCache(Path application) {
        this.application = application.toAbsolutePath();
    }

    void record() throws Exception {
        Path cache = application.resolve("lib").resolve(NAME);
        Path log = application.resolveSibling("start-cache.log");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (rehearse(java, List.of("-XX:AOTCacheOutput=" + cache), log) && Files.exists(cache)) {
            System.out.println("Start-up cache: " + Files.size(cache) / 1024 / 1024 + " MiB");
        } else {
            Files.deleteIfExists(cache);
            System.err.println(
                    "There is no start-up cache, so the program starts slowly. Why: " + log);
        }
    }

    /// Runs the application's commands once.
    ///
    /// @param options for Java, before all others
    /// @return whether each command ended as expected; what was said stands in the log
    boolean rehearse(Path java, List<String> options, Path log) throws Exception {
        Path work = Files.createTempDirectory(log.toAbsolutePath().getParent(), "start-cache");
        try (PracticeAzure azure = new PracticeAzure(work)) {
            ProcessBuilder process =
                    new ProcessBuilder(command(java, options, work, azure))
                            .directory(work.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            process.environment().clear();
            process.environment().putAll(environment(work, azure));
            return process.start().waitFor() == 0;
        } finally {
            Ship.delete(work);
        }
    }

    static String classPath(Path application) throws IOException {
        return Ship.jars(application).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> command(Path java, List<String> options, Path work, PracticeAzure azure)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.library.path=" + application.resolve("lib/native"));
        command.add("-Djava.util.logging.config.file=/dev/null");
        command.add("-cp");
        command.add(classPath(application));
        command.add("dev.blobdrop.Rehearsal");
        command.addAll(rehearsed(work, azure));
        return command;
    }

    /// What people run, the ways in which it commonly ends included.
    private static List<String> rehearsed(Path work, PracticeAzure azure) throws IOException {
        Path files = Files.createDirectory(work.resolve("files"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(files.resolve(i + ".txt"), "Hello, World " + i);
        }
        Files.write(files.resolve("large.bin"), new byte[LARGE]);
        String taken = Files.writeString(work.resolve("taken.txt"), "taken").toString();
        String trust = " --ca-file " + azure.caFile();
        String pod = trust + " --credential workload-identity";
        return List.of(
                        "0 --version",
                        "0 --help",
                        "2 upload --no-such-option",
                        "0 whoami" + pod,
                        "0 whoami --output json" + trust,
                        "0 hello" + pod,
                        "0 upload " + files + pod,
                        "0 upload --if-exists replace --output json " + files + trust,
                        "15 upload " + taken + pod,
                        "0 ls" + pod,
                        "0 ls practice" + pod,
                        "0 doctor" + pod,
                        // Without the file, the system's own trust refuses the connection.
                        "2 ls --credential workload-identity")
                .stream()
                .map(line -> line.replace(' ', '\t'))
                .toList();
    }

    private static Map<String, String> environment(Path work, PracticeAzure azure)
            throws IOException {
        Path token = work.resolve("token");
        Files.writeString(
                token,
                PracticeAzure.token(
                        """
                        "iss":"https://practice.invalid/","aud":["api://AzureADTokenExchange"],
                        "sub":"system:serviceaccount:practice:practice"
                        """));
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", work.toString());
        variables.put("PATH", "/nonexistent");
        variables.put("LANG", "C.UTF-8");
        variables.put("STORAGE_ACCOUNT_URL", azure.url() + "practice");
        variables.put("AZURE_AUTHORITY_HOST", azure.url());
        variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9");
        variables.put("AZURE_TENANT_ID", PracticeAzure.TENANT);
        variables.put("AZURE_CLIENT_ID", PracticeAzure.CLIENT);
        variables.put("AZURE_FEDERATED_TOKEN_FILE", token.toString());
        variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
        return variables;
    }
}
