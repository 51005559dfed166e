import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the application that is shipped out of the assembled one: the signatures of its jars are
/// verified and left out of the copies, classes of old versions renewed, `blobdrop.jar` starts it
/// without a script.
///
/// `java Ship.java ASSEMBLED SHIPPED`. A signature that does not hold ends the build. Nothing is
/// done when the application was made of the same parts before; otherwise it is made anew, without
/// the start-up caches that [StartCache] may have put there.
class Ship {
    private final Path from;
    private final Path to;

    private Ship(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    public static void main(String[] arguments) throws Exception {
        Ship ship = new Ship(Path.of(arguments[0]), Path.of(arguments[1]));
        ship.make();
        // The assembly adds to what is there, and jars of older versions would stay.
        delete(ship.from);
    }

    private void make() throws Exception {
        UpToDate upToDate = new UpToDate(from, to);
        if (upToDate.holds()) {
            return;
        }
        upToDate.forget();
        delete(to);
        copy();
        writeClassPath();
        upToDate.remember();
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void copy() throws IOException, GeneralSecurityException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (isJar(file) && SignedJar.isSigned(file)) {
                    SignedJar signed = new SignedJar(file);
                    signed.verify();
                    signed.stripTo(copy);
                } else if (isJar(file) && ModernJar.isOld(file)) {
                    new ModernJar(file).writeTo(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /// The class path for the launcher, and for `java -jar` as a jar that holds nothing else.
    private void writeClassPath() throws IOException {
        List<String> names = names(jars(to));
        Files.write(to.resolve("lib/class-path"), names);
        Path desktop = to.resolve("lib/desktop");
        Files.write(desktop.resolve("class-path"), names(classPath(desktop)));
        Files.write(desktop.resolve("module-path"), names(modulePath(desktop)));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "dev.blobdrop.Main");
        main.put(
                Attributes.Name.CLASS_PATH,
                names.stream().map(name -> "lib/" + name).collect(Collectors.joining(" ")));
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        new JarOutputStream(Files.newOutputStream(to.resolve("blobdrop.jar")), manifest).close();
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }

    /// The jars of the command line; the start-up cache holds for exactly this order.
    static List<Path> jars(Path application) throws IOException {
        return jarsIn(application.resolve("lib"));
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Ship::isJar).sorted().toList();
        }
    }

    /// Those of the window's own jars that belong on the class path.
    static List<Path> classPath(Path desktop) throws IOException {
        return jarsIn(desktop).stream().filter(jar -> !isModule(jar)).toList();
    }

    /// JavaFX, which wants to be on the module path.
    static List<Path> modulePath(Path desktop) throws IOException {
        return jarsIn(desktop).stream().filter(Ship::isModule).toList();
    }

    private static boolean isModule(Path jar) {
        return jar.getFileName().toString().startsWith("javafx-");
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }
}
