import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds the container image of the command line, without a container engine: a runtime of the
/// needed modules, the shipped jars without the window's, Netty's native libraries, the C library
/// of this machine, and an archive of the classes as they are after loading.
///
/// `java Image.java SHIPPED RECIPE OUTPUT VERSION TIME`. `OUTPUT/root` is the image's file system,
/// which the Containerfile copies, `OUTPUT/blobdrop-image.tar` the image, `OUTPUT/digest` its
/// digest, and `OUTPUT/blobdrop-image.cdx.json` its bill of materials, made of `bom.json` beside
/// `OUTPUT`. All files have the time given and belong to root, so that the same input gives the
/// same image, bit by bit.
final class Image {
    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.net.http,java.xml,"
            + "jdk.httpserver,jdk.jfr,jdk.management,jdk.net,jdk.unsupported";

    private static final String SCRIPT = "dev.blobdrop.Script";

    private final Path shipped;
    private final Path recipe;
    private final Path output;
    private final Path root;
    private final FileTime time;

    private Image(Path shipped, Path recipe, Path output, Instant time) {
        this.shipped = shipped;
        this.recipe = recipe;
        this.output = output;
        this.root = output.resolve("root");
        this.time = FileTime.from(time);
    }

    public static void main(String[] arguments) throws Exception {
        Instant time = Instant.parse(arguments[4]);
        Image image = new Image(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]).toAbsolutePath(),
                time);
        try {
            image.stage();
        } catch (Unbuildable e) {
            System.err.println("The image cannot be built here: " + e.getMessage());
            System.exit(1);
        }
        image.write(arguments[3], time);
    }

    private void stage() throws Exception {
        Architecture architecture = Architecture.ofThisMachine();
        Ship.delete(output);
        Files.createDirectories(root.resolve("tmp"));
        copy(recipe.resolve("root"), root);
        Path java = root.resolve("opt/java");
        link(java);
        new Authorities(Path.of(System.getProperty("java.home"))).write(java);
        application(architecture);
        Collection<Path> system = new CLibrary(root).copyFor(List.of(java, root.resolve("app/lib/native")));
        describe(SystemPackages.of(system));
        settle();
        new ClassArchive(root, recipe.resolve("classes-sometimes.txt"), output)
                .make(Optional.of(System.getProperty("image.classes", ""))
                        .filter(list -> !list.isEmpty())
                        .map(Path::of));
        settle();
    }

    private void link(Path java) throws IOException, InterruptedException {
        Process jlink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                        "--add-modules=" + MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-0",
                        "--output=" + java)
                .inheritIO()
                .start();
        if (jlink.waitFor() != 0) {
            throw new Unbuildable("jlink of " + System.getProperty("java.home") + " failed");
        }
        for (String tool : List.of("keytool", "jfr", "jwebserver")) {
            Files.deleteIfExists(java.resolve("bin").resolve(tool));
        }
    }

    /// The jars whose only content are native libraries stay behind: the libraries are there as
    /// files.
    private void application(Architecture architecture) throws IOException {
        Path lib = Files.createDirectories(root.resolve("app/lib"));
        for (Path jar : Ship.jars(shipped)) {
            if (!jar.getFileName().toString().matches("netty-(tcnative|transport)-.*-linux-.*")) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        Path natives = Files.createDirectory(lib.resolve("native"));
        try (Stream<Path> files = Files.list(shipped.resolve("lib/native"))) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(architecture.netty() + ".so")) {
                    Files.copy(file, natives.resolve(file.getFileName()));
                }
            }
        }
        Files.copy(shipped.resolve("LICENSE"), root.resolve("app/LICENSE"));
        List<String> options = new ArrayList<>(Files.readAllLines(recipe.resolve("java.args")));
        options.add("-cp");
        options.add(Ship.jars(root.resolve("app")).stream()
                .map(jar -> "/" + root.relativize(jar))
                .collect(Collectors.joining(File.pathSeparator)));
        Files.write(root.resolve("app/java.args"), options);
        // For the program on PATH, whose first line has room for one argument.
        options.add(SCRIPT);
        Files.write(root.resolve("app/exec.args"), options);
    }

    private void describe(SystemPackages system) throws Exception {
        Bom bom = new Bom(output.resolveSibling("bom.json"));
        bom.keepOnly(Ship.jars(shipped));
        bom.addJava();
        bom.addSystem(system.versions(), system.kind());
        bom.write(output.resolve("blobdrop-image.cdx.json"));
    }

    /// The class archive holds for the times of the jars that it was recorded with.
    private void settle() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, time);
                }
            }
        }
    }

    private void write(String version, Instant created) throws Exception {
        Path blobs = Files.createDirectories(output.resolve("blobs/sha256"));
        List<Layer> layers = List.of(
                layer("C library", blobs, path -> !isJava(path) && !isOurs(path)),
                layer("Java runtime", blobs, Image::isJava),
                layer("libraries", blobs, path -> isOurs(path) && !isNew(path)),
                layer("Blobdrop", blobs, Image::isNew));
        String config = Files.readString(recipe.resolve("config.json")).replace("@VERSION@", version);
        Path tar = output.resolve("blobdrop-image.tar");
        String digest = new ImageTar(
                        blobs, created, Architecture.ofThisMachine().oci())
                .write(tar, "blobdrop:" + version, config, layers);
        Files.writeString(output.resolve("digest"), digest + "\n");
        Ship.delete(output.resolve("blobs"));
        for (Layer layer : layers) {
            print(layer.name(), layer.unpacked(), layer.size());
        }
        print(
                "image " + tar.getFileName(),
                layers.stream().mapToLong(Layer::unpacked).sum(),
                layers.stream().mapToLong(Layer::size).sum());
        System.out.println("  digest " + digest);
    }

    private static void print(String name, long unpacked, long compressed) {
        System.out.printf("  %-26s %6.1f MB, compressed %5.1f MB%n", name, unpacked / 1e6, compressed / 1e6);
    }

    private Layer layer(String name, Path blobs, Predicate<String> member) throws Exception {
        return Layer.write(name, root, member, time.toInstant(), blobs);
    }

    private static boolean isJava(String path) {
        return path.startsWith("opt");
    }

    private static boolean isOurs(String path) {
        return path.startsWith("app");
    }

    /// What every version has anew, last, so that a node pulls only this.
    private static boolean isNew(String path) {
        return path.matches("app/((java|exec).args|lib/blobdrop[^/]*)");
    }

    /// With the times of the files.
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}
