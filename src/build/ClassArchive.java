import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The image's start-up cache: the classes that the program's commands load, in the state that Java
/// has them in after loading. It holds for the jars, their times and the runtime of the image
/// alone.
///
/// It is made of a sorted list of names, not of a recorded run as [StartCache] is: such a cache is
/// another file each time, this one is the same, and starts the program as fast
/// (`src/docs/decisions/0020-the-image.md`).
final class ClassArchive {
    private static final String JAVA = "opt/java/bin/java";
    private static final String ARCHIVE = "app/lib/blobdrop.jsa";
    private static final int MOST_TIMES = 5;

    private final Path root;
    private final Path sometimes;
    private final Path output;

    /// @param root the image's file system
    /// @param sometimes names of classes that only some runs load
    /// @param output where what happened is told
    ClassArchive(Path root, Path sometimes, Path output) {
        this.root = root;
        this.sometimes = sometimes;
        this.output = output;
    }

    /// @param list the names of an earlier build, for the same image again; of a rehearsal
    ///     otherwise
    void make(Optional<Path> list) throws Exception {
        Path classes = output.resolve("classes.txt");
        Files.write(classes, list.isPresent() ? Files.readAllLines(list.get()) : rehearsed());
        dump(classes);
    }

    private List<String> rehearsed() throws Exception {
        Path loaded = output.resolve("classes-loaded.txt");
        Path log = output.resolve("rehearsal.log");
        List<String> note = List.of("-XX:DumpLoadedClassList=" + loaded);
        if (!new StartCache(root.resolve("app")).rehearse(root.resolve(JAVA), note, log)) {
            throw new Unbuildable("the commands could not be rehearsed: " + log);
        }
        return names(loaded);
    }

    /// Without the order and the numbers of one run, and without what it resolved.
    private List<String> names(Path loaded) throws IOException {
        try (Stream<String> lines = Files.lines(loaded);
                Stream<String> more = Files.lines(sometimes)) {
            Stream<String> names = Stream.concat(lines, more)
                    .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
                    .map(line -> line.replaceFirst(" id: .*", ""))
                    .distinct()
                    .sorted();
            return Stream.concat(names, Stream.of(crowdedBins())).toList();
        }
    }

    /// Java keeps the jars that it has open in a hash map, keyed by their inode numbers. Only if
    /// eight of these happen to fall into one bin does the map call its own method for such bins,
    /// and the archive keeps that call linked. To get the same archive each time, it is always
    /// linked.
    private static String crowdedBins() throws IOException {
        try (InputStream bytes = Object.class.getResourceAsStream("/java/util/HashMap.class")) {
            for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
                if (entry instanceof MethodRefEntry method && method.name().equalsString("treeifyBin")) {
                    return "@cp java/util/HashMap " + entry.index();
                }
            }
        }
        throw new Unbuildable("java.util.HashMap has no method treeifyBin; see ClassArchive.crowdedBins");
    }

    /// In a folder whose path is as long each time, with a relative class path and no environment:
    /// so no name of this machine gets into the archive, and no place in memory that its length
    /// would move.
    private void dump(Path classes) throws Exception {
        Path place = Path.of("/tmp", "blobdrop-%016x".formatted(new SecureRandom().nextLong()));
        try {
            Image.copy(root.resolve("opt"), place.resolve("opt"));
            Image.copy(root.resolve("app"), place.resolve("app"));
            Files.copy(classes, place.resolve("classes.txt"));
            List<String> command = new ArrayList<>(fixedAddresses());
            command.add(JAVA);
            command.add("-Xshare:dump");
            // Compilers make names of their own in between, and where a name lies in memory decides
            // about its place in the archive.
            command.add("-Xint");
            command.add("-XX:SharedClassListFile=classes.txt");
            command.add("-XX:SharedArchiveFile=" + ARCHIVE);
            command.add("-XX:+UseSerialGC");
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-cp");
            command.add(Ship.jars(place.resolve("app")).stream()
                    .map(jar -> place.relativize(jar).toString())
                    .collect(Collectors.joining(File.pathSeparator)));
            runUntilSeenTwice(command, place);
            Files.copy(place.resolve(ARCHIVE), root.resolve(ARCHIVE));
        } finally {
            Ship.delete(place);
        }
    }

    /// Threads of the virtual machine that happen to run at another moment change the archive about
    /// once in twenty times. So the one that came twice counts.
    private void runUntilSeenTwice(List<String> command, Path place) throws Exception {
        Path log = output.resolve("class-archive.log");
        Set<String> seen = new HashSet<>();
        for (int times = 0; times < MOST_TIMES; times++) {
            Files.deleteIfExists(place.resolve(ARCHIVE));
            ProcessBuilder process = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            process.environment().clear();
            if (process.start().waitFor() != 0) {
                throw new Unbuildable("the class archive could not be made: " + log);
            }
            if (!seen.add(sum(place.resolve(ARCHIVE)))) {
                return;
            }
        }
        System.out.println("  no two class archives were the same: the next build has another digest");
    }

    private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /// A few addresses of the process that makes the archive get into it, unused. With the same
    /// addresses each time it is the same file each time.
    private static List<String> fixedAddresses() throws IOException, InterruptedException {
        List<String> command = List.of("setarch", "--addr-no-randomize");
        try {
            List<String> probe =
                    Stream.concat(command.stream(), Stream.of("true")).toList();
            if (new ProcessBuilder(probe).redirectErrorStream(true).start().waitFor() == 0) {
                return command;
            }
        } catch (IOException missing) {
            System.out.println("  setarch is missing; Debian's package util-linux has it");
        }
        System.out.println("  no fixed addresses here: the next build has another digest");
        return List.of();
    }
}
