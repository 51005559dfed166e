import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What programs need of this machine's C library (glibc): the loader, the shared libraries at the
/// places where this loader looks for them, and the locale without which Java takes the names of
/// files for ASCII.
final class CLibrary {
    private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");
    private static final Pattern USED = Pattern.compile("(?:=> )?(/[^ ]+) \\(0x[0-9a-f]+\\)");

    /// Loaded by name at run time, so no program's header tells of them: to end a thread, and the
    /// name services of a glibc before 2.34.
    private static final List<String> LOADED_LATER =
            List.of("libgcc_s.so.1", "libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

    private final Path root;

    CLibrary(Path root) {
        this.root = root;
    }

    /// @return the files of this machine that the image has a copy of
    Collection<Path> copyFor(List<Path> folders) throws IOException, InterruptedException {
        SortedSet<Path> libraries = new TreeSet<>();
        for (Path folder : folders) {
            for (Path program : programs(folder)) {
                libraries.addAll(usedBy(program));
            }
        }
        Path libc = libraries.stream()
                .filter(library -> library.getFileName().toString().equals("libc.so.6"))
                .findFirst()
                .orElseThrow(() -> new Unbuildable("ldd does not tell where libc.so.6 is"));
        for (String name : LOADED_LATER) {
            Path library = libc.resolveSibling(name);
            if (Files.exists(library)) {
                libraries.add(library);
            }
        }
        if (!Files.isDirectory(LOCALE)) {
            throw new Unbuildable("the locale " + LOCALE + " is missing; Debian's package libc-bin has it");
        }
        try (Stream<Path> files = Files.walk(LOCALE)) {
            libraries.addAll(files.filter(Files::isRegularFile).toList());
        }
        for (Path file : libraries) {
            copy(file);
        }
        return libraries;
    }

    private void copy(Path file) throws IOException {
        Path copy = root.resolve(file.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Files.isExecutable(file) || file.toString().endsWith(".so"))
                    .toList();
        }
    }

    private SortedSet<Path> usedBy(Path program) throws IOException, InterruptedException {
        Process ldd = new ProcessBuilder("/usr/bin/ldd", program.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ldd.waitFor();
        SortedSet<Path> used = new TreeSet<>();
        Matcher matcher = USED.matcher(said);
        while (matcher.find()) {
            Path library = Path.of(matcher.group(1)).normalize();
            if (!library.startsWith(root)) {
                used.add(library);
            }
        }
        return used;
    }
}
