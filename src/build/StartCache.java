import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Records the start-up caches (ahead-of-time caches) of an application folder, one for the command
/// line and one for the window: each runs once against [PracticeAzure], and the Java virtual
/// machine keeps the classes it loaded in the state in which it needs them.
///
/// A cache holds for exactly these jars in this order, with their times, and for exactly this build
/// of Java. Where it does not hold, it is not used and nothing else happens.
///
/// `java StartCache.java APPLICATION`. A cache that is there already is kept: [Ship] removes it
/// with the application that it was made for. One that cannot be made here is reported and left
/// out, because the program runs without it.
final class StartCache {
    /// The names are known to `src/launcher/blobdrop`.
    private static final String COMMANDS = "blobdrop.aot";

    private static final String WINDOW = "desktop/window.aot";

    /// What does not end by then hangs, and the build goes on without a cache.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int LARGE = 20 * 1024 * 1024;

    private final Path application;

    StartCache(Path application) {
        this.application = application.toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        new StartCache(Path.of(arguments[0])).record();
    }

    private void record() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        keep(COMMANDS, (output, log) -> rehearse(java, List.of(output), log));
        keep(WINDOW, (output, log) -> rehearseWindow(java, output, log));
    }

    /// Something that Java runs.
    private interface Run {
        /// @param output the option that makes Java write the cache
        /// @return whether everything ended as expected
        boolean end(String output, Path log) throws Exception;
    }

    private void keep(String name, Run run) throws Exception {
        Path cache = application.resolve("lib").resolve(name);
        if (Files.exists(cache)) {
            return;
        }
        Path log = application.resolveSibling(cache.getFileName() + ".log");
        if (run.end("-XX:AOTCacheOutput=" + cache, log) && Files.exists(cache)) {
            System.out.println("Start-up cache " + name + ": " + Files.size(cache) / 1024 / 1024 + " MiB");
            return;
        }
        Files.deleteIfExists(cache);
        System.err.println("There is no start-up cache " + name + ", so that starts slowly. Why: " + log);
    }

    /// Runs the application's commands once.
    ///
    /// @param options for Java, before all others
    /// @return whether each command ended as expected; what was said stands in the log
    boolean rehearse(Path java, List<String> options, Path log) throws Exception {
        Path work = Files.createTempDirectory(log.toAbsolutePath().getParent(), "start-cache");
        try (PracticeAzure azure = new PracticeAzure(work)) {
            List<String> all = new ArrayList<>(options);
            all.add("--enable-native-access=ALL-UNNAMED");
            all.add("-cp");
            all.add(path(Ship.jars(application)));
            all.add("dev.blobdrop.Rehearsal");
            all.addAll(rehearsed(work, azure));
            return run(java, all, environment(work, azure), log);
        } finally {
            Ship.delete(work);
        }
    }

    /// With JavaFX's own platform for machines without a display; the virtual machine starts as the
    /// launcher starts it, else the cache would not hold.
    private boolean rehearseWindow(Path java, String output, Path log) throws Exception {
        Path desktop = application.resolve("lib/desktop");
        List<Path> classPath = new ArrayList<>(Ship.jars(application));
        classPath.addAll(Ship.classPath(desktop));
        Path work = Files.createTempDirectory(log.toAbsolutePath().getParent(), "start-cache");
        try (PracticeAzure azure = new PracticeAzure(work)) {
            Path file = Files.writeString(work.resolve("dropped.txt"), "Hello, World");
            List<String> all = List.of(
                    output,
                    "-Dglass.platform=Headless",
                    "-Dprism.order=sw",
                    "--enable-native-access=ALL-UNNAMED,javafx.graphics",
                    "--module-path",
                    path(Ship.modulePath(desktop)),
                    "--add-modules",
                    "javafx.controls",
                    "-cp",
                    path(classPath),
                    "dev.blobdrop.Rehearsal",
                    "0\tgui\t" + file);
            Map<String, String> environment = environment(work, azure);
            environment.put("BLOBDROP_CA_FILE", azure.caFile().toString());
            return run(java, all, environment, log);
        } finally {
            Ship.delete(work);
        }
    }

    private boolean run(Path java, List<String> options, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-XX:+UseSerialGC");
        // Which methods were busy in the rehearsal: with it, each start compiles them all at once,
        // for what it does not do.
        command.add("-XX:+UnlockDiagnosticVMOptions");
        command.add("-XX:-AOTRecordTraining");
        command.add("-Djava.library.path=" + application.resolve("lib/native"));
        command.add("-Djava.util.logging.config.file=/dev/null");
        command.addAll(options);
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(Path.of(environment.get("HOME")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        Process started = process.start();
        if (!started.waitFor(LIMIT)) {
            started.destroyForcibly();
            return false;
        }
        return started.exitValue() == 0;
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
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
                        "0 get --to " + work.resolve("got") + " /" + pod,
                        "0 get --to " + work.resolve("got") + " --if-exists replace /" + trust,
                        "0 ls" + pod,
                        "0 ls practice" + pod,
                        "0 doctor" + pod,
                        // Without the file, the system's own trust refuses the connection.
                        "2 ls --credential workload-identity")
                .stream()
                .map(line -> line.replace(' ', '\t'))
                .toList();
    }

    private static Map<String, String> environment(Path work, PracticeAzure azure) throws IOException {
        Path token = work.resolve("token");
        Files.writeString(token, PracticeAzure.token("""
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
