package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blobdrop.sandbox.SharedSandbox;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The script that starts the program, wherever it stands and whatever Java is around.
@ExtendWith(FreshSandbox.class)
class LauncherIT {
    private static final Path HOME = Blobdrop.PROGRAM.getParent().getParent();
    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    Path directory;

    private CommandRun version(Path program, Map<String, String> environment) {
        return Blobdrop.start(directory, environment, program, "--version").await();
    }

    private static void assertStarts(CommandRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("blobdrop ").contains("\nJava 2");
    }

    private static Map<String, String> tools() {
        return Map.of("PATH", TOOLS, "HOME", "/nonexistent");
    }

    @Test
    void throughSymbolicLinks() throws IOException {
        Path first = Files.createSymbolicLink(directory.resolve("first"), Blobdrop.PROGRAM);
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path second = Files.createSymbolicLink(folder.resolve("blobdrop"), Path.of("../first"));

        assertStarts(version(first, tools()));
        assertStarts(version(second, tools()));
    }

    @Test
    void bySearchOnPath() {
        String path = Blobdrop.PROGRAM.getParent() + ":" + TOOLS;

        CommandRun run = Blobdrop.start(
                        directory, Map.of("PATH", path), Path.of("/bin/sh"), "-c", "cd /; blobdrop --version")
                .await();

        assertStarts(run);
    }

    @Test
    void fromAFolderWithSpaces() throws IOException {
        Path copy = directory.resolve("my programs/blob drop");
        copy(HOME, copy);

        assertStarts(version(copy.resolve("bin/blobdrop"), tools()));
    }

    @Test
    void withNoProgramsOnPath() {
        Map<String, String> environment = Map.of("PATH", "/nonexistent", "JAVA_HOME", java());

        assertStarts(version(Blobdrop.PROGRAM, environment));
    }

    @Test
    void olderJavaOnPathIsSkipped() throws IOException {
        Path old = fakeJava("17.0.15");

        assertStarts(version(Blobdrop.PROGRAM, Map.of("PATH", old + "/bin:" + TOOLS, "JAVA_HOME", old.toString())));
    }

    @Test
    void namedJavaIsPreferred() throws IOException {
        Path newer = fakeJava("26");
        Path program = newer.resolve("bin/java");
        Files.writeString(program, "#!/bin/sh\necho blobdrop by the named one; echo Java 26\n");

        CommandRun run = version(
                Blobdrop.PROGRAM,
                Map.of(
                        "PATH", TOOLS,
                        "BLOBDROP_JAVA_HOME", newer.toString(),
                        "JAVA_HOME", java()));

        assertThat(run.out()).contains("by the named one");
    }

    /// The usual folders are taken out of a copy of the script, since this machine has Java 25.
    @Test
    void missingJavaIsReported() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("copy/bin"));
        Path script = bin.resolve("blobdrop");
        Files.copy(Blobdrop.PROGRAM, script);
        String text = Files.readString(script);
        String without = text.replace(" /usr/", " /none/").replace(" /opt/", " /none/");
        assertThat(without).isNotEqualTo(text);
        Files.writeString(script, without);
        Path old = fakeJava("17.0.15");

        CommandRun run = version(script, Map.of("PATH", old + "/bin:" + TOOLS, "HOME", "/nonexistent"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
            Error: Blobdrop needs Java 25 or newer and found none.
              Install one, or name its folder: export BLOBDROP_JAVA_HOME=/path/to/jdk-25
            """);
    }

    @Test
    void optionsReachTheVirtualMachine() {
        Map<String, String> environment = Map.of("PATH", TOOLS, "BLOBDROP_JAVA_OPTS", "-Xmx64m -XshowSettings:vm");

        CommandRun run = version(Blobdrop.PROGRAM, environment);

        assertThat(run.exit()).isZero();
        assertThat(run.err() + run.out()).contains("Max. Heap Size: 64.00M");
    }

    @Test
    void optionsThatJavaRefusesAreBadConfiguration() {
        CommandRun run = version(Blobdrop.PROGRAM, Map.of("PATH", TOOLS, "BLOBDROP_JAVA_OPTS", "-Xmx64m -Xnope"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Error: Java cannot be started with the options in BLOBDROP_JAVA_OPTS.")
                .contains("Unrecognized option: -Xnope");
    }

    /// The command line runs with the cache of the build, thousands of whose classes are in it.
    @Test
    void classesComeFromTheStartCache() throws IOException {
        assertThat(classesFromTheCache(Blobdrop.PROGRAM)).isGreaterThan(5_000);
    }

    @Test
    void startCacheMovesWithTheFolder() throws IOException {
        Path copy = directory.resolve("moved");
        copy(HOME, copy);

        assertThat(classesFromTheCache(copy.resolve("bin/blobdrop"))).isGreaterThan(5_000);
    }

    /// What comes from the virtual machine's own archive stays; of ours, nothing is taken.
    @Test
    void cacheOlderThanAJarIsNotUsed() throws IOException {
        Path copy = directory.resolve("stale");
        copy(HOME, copy);
        Path jar = jar(copy, "logback-core-");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(classesFromTheCache(copy.resolve("bin/blobdrop"))).isLessThan(2_000);
        assertStarts(version(copy.resolve("bin/blobdrop"), tools()));
    }

    @Test
    void unusableCacheIsIgnoredSilently() throws IOException {
        Path copy = directory.resolve("broken");
        copy(HOME, copy);
        Path program = copy.resolve("bin/blobdrop");
        Path cache = copy.resolve("lib/blobdrop.aot");
        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertStarts(version(program, tools()));

        Files.writeString(cache, "no cache at all");
        assertStarts(version(program, tools()));

        Files.delete(cache);
        assertStarts(version(program, tools()));
    }

    @Test
    void cacheOfOtherFlagsIsIgnoredSilently() {
        var otherFlags = new TreeMap<>(tools());
        otherFlags.put("BLOBDROP_JAVA_OPTS", "-XX:-UseCompressedOops --add-modules=jdk.jfr");

        assertStarts(version(Blobdrop.PROGRAM, Map.copyOf(otherFlags)));
    }

    @Test
    void folderThatCannotBeWritten() throws Exception {
        Path copy = directory.resolve("read-only");
        copy(HOME, copy);
        List<Path> folders;
        try (Stream<Path> files = Files.walk(copy)) {
            folders = files.filter(Files::isDirectory).toList();
        }
        folders.forEach(folder -> assertThat(folder.toFile().setWritable(false)).isTrue());
        try {
            assumeFalse(Files.isWritable(copy), "this user may write everywhere");
            CommandRun run = Blobdrop.start(
                            directory,
                            SharedSandbox.get().podEnvironment(),
                            copy.resolve("bin/blobdrop"),
                            "whoami",
                            "--credential",
                            "workload-identity")
                    .await();

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
        } finally {
            folders.forEach(folder -> folder.toFile().setWritable(true));
        }
    }

    @Test
    void startsWithoutTheScript() {
        CommandRun run = Blobdrop.start(
                        directory,
                        SharedSandbox.get().podEnvironment(),
                        Path.of(java(), "bin/java"),
                        "-jar",
                        HOME.resolve("blobdrop.jar").toString(),
                        "hello",
                        "--credential",
                        "workload-identity")
                .await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("Credential (").doesNotContain("WARNING");
        assertThat(run.out()).contains("Uploaded ");
    }

    @Test
    void commandLineRunsWithTheQuickCompiler() throws IOException {
        assertThat(flags(HOME, "gnu", "--version"))
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:AOTCache=" + HOME.resolve("lib/blobdrop.aot"))
                .doesNotContain("--module-path");
    }

    @Test
    void windowRunsWithAllCompilers() throws IOException {
        assertThat(flags(HOME, "gnu", "gui"))
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:MaxHeapFreeRatio=20",
                        "--module-path",
                        "-XX:AOTCache=" + HOME.resolve("lib/desktop/window.aot"))
                .noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
    }

    /// The toolkit would find out slowly, and draw by itself then too.
    @Test
    void windowLooksForNoGraphicsDeviceWhereThereIsNone() throws IOException {
        boolean device = Stream.of("/dev/dri", "/dev/nvidiactl", "/dev/dxg")
                .map(Path::of)
                .anyMatch(Files::exists);
        assertThat(flags(HOME, "gnu", "gui").contains("-Dprism.order=sw")).isEqualTo(!device);
        assertThat(flags(HOME, "gnu", "whoami")).noneMatch(flag -> flag.startsWith("-Dprism"));
    }

    @Test
    void windowCacheIsIgnoredWhenOneOfItsJarsIsNewer() throws IOException {
        Path copy = directory.resolve("newer");
        copy(HOME, copy);
        assertThat(flags(copy, "gnu", "gui")).anyMatch(flag -> flag.startsWith("-XX:AOTCache"));
        try (Stream<Path> jars = Files.list(copy.resolve("lib/desktop"))) {
            Path jar = jars.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        }

        assertThat(flags(copy, "gnu", "gui")).noneMatch(flag -> flag.startsWith("-XX:AOTCache"));
    }

    @Test
    void quickCompilerIsNeverUsedWithJavaTls() throws IOException {
        Path copy = directory.resolve("no-natives");
        copy(HOME, copy);
        try (Stream<Path> natives = Files.list(copy.resolve("lib/native"))) {
            for (Path library : natives.toList()) {
                Files.delete(library);
            }
        }

        assertThat(flags(copy, "gnu", "whoami")).noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
        assertThat(flags(HOME, "musl", "whoami")).noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
    }

    /// A library that is there and cannot be loaded, and no folder to unpack the other copy to.
    @Test
    void unloadableNativeTlsIsReported() throws IOException {
        Path copy = directory.resolve("broken-natives");
        copy(HOME, copy);
        try (Stream<Path> natives = Files.list(copy.resolve("lib/native"))) {
            for (Path library : natives.toList()) {
                Files.writeString(library, "no library");
            }
        }
        var environment = new TreeMap<>(SharedSandbox.get().podEnvironment());
        environment.put("BLOBDROP_JAVA_OPTS", "-Dio.netty.native.workdir=/proc");

        CommandRun run = Blobdrop.start(
                        directory,
                        Map.copyOf(environment),
                        copy.resolve("bin/blobdrop"),
                        "whoami",
                        "--credential",
                        "workload-identity")
                .await();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("The native TLS library cannot be loaded");
    }

    @Test
    void userOptionsComeLast() throws IOException {
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_OPTS", "-XX:TieredStopAtLevel=4 -XX:+PrintFlagsFinal -Xlog:disable");

        CommandRun run = version(Blobdrop.PROGRAM, Map.copyOf(environment));

        assertThat(run.exit()).isZero();
        assertThat(run.out() + run.err()).containsPattern("TieredStopAtLevel +:?= 4 ");
    }

    /// How many classes one short run takes from a cache instead of a jar.
    private long classesFromTheCache(Path program) throws IOException {
        Path log = directory.resolve("classes.log");
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertStarts(version(program, Map.copyOf(environment)));
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith("source: shared objects file"))
                    .count();
        }
    }

    /// What the Java virtual machine is started with, told by a stand-in for it.
    private List<String> flags(Path home, String libc, String... arguments) throws IOException {
        Path java = Files.createDirectories(directory.resolve("java-" + libc));
        Files.writeString(java.resolve("release"), """
            JAVA_VERSION="25.0.3"
            LIBC="%s"
            OS_ARCH="%s"
            OS_NAME="Linux"
            """.formatted(
                        libc, System.getProperty("os.arch").replace("amd64", "x86_64")));
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var environment = new TreeMap<>(tools());
        environment.put("BLOBDROP_JAVA_HOME", java.toString());
        return Blobdrop.start(directory, Map.copyOf(environment), home.resolve("bin/blobdrop"), arguments)
                .await()
                .out()
                .lines()
                .toList();
    }

    private static Path jar(Path home, String name) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        assumeTrue(onPath("shellcheck"), "shellcheck is not installed");

        Process check = new ProcessBuilder("shellcheck", Blobdrop.PROGRAM.toString(), "src/test/shell/pod.sh")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String java() {
        return System.getProperty("java.home");
    }

    private Path fakeJava(String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve("jdk-" + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path program = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho this is the wrong Java; exit 99\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
