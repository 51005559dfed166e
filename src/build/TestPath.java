import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/// Makes the folder that is `PATH` for the integration tests: every program of this machine but
/// those that Azure's sign-in may ask, so that a test decides by itself who is signed in.
///
/// `java TestPath.java FOLDER SEARCH_PATH`. The first program of a name counts, as on `PATH`.
class TestPath {
    private static final Set<String> LEFT_OUT = Set.of("az", "azd", "pwsh", "powershell", "xdg-open");

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (var old = Files.list(folder)) {
            for (Path link : old.toList()) {
                Files.delete(link);
            }
        }
        for (String directory : arguments[1].split(File.pathSeparator)) {
            if (!directory.isBlank() && Files.isDirectory(Path.of(directory))) {
                link(Path.of(directory), folder);
            }
        }
    }

    private static void link(Path directory, Path folder) throws IOException {
        try (var programs = Files.list(directory)) {
            for (Path program : programs.toList()) {
                Path link = folder.resolve(program.getFileName().toString());
                if (!LEFT_OUT.contains(link.getFileName().toString())
                        && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(link, program.toAbsolutePath());
                }
            }
        }
    }
}
