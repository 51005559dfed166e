import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs google-java-format over every Java file of the source tree, in the JDK that the build
/// selected.
///
/// `java Format.java FORMATTER.jar SOURCE_DIR check|write`. In check mode a file that differs ends
/// the build.
class Format {
    private static final int WIDTH = 100;
    private static final Pattern COMMENT = Pattern.compile("( */// +).*");
    private static final List<String> COMPILER_PACKAGES =
            List.of("api", "code", "file", "parser", "tree", "util");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path formatter = Path.of(arguments[0]);
        Path sources = Path.of(arguments[1]);
        boolean write = arguments[2].equals("write");

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        COMPILER_PACKAGES.forEach(
                name ->
                        command.add(
                                "--add-exports=jdk.compiler/com.sun.tools.javac."
                                        + name
                                        + "=ALL-UNNAMED"));
        command.addAll(
                List.of("-jar", formatter.toString(), "--aosp", "--skip-javadoc-formatting"));
        command.addAll(
                write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        List<String> files = javaFiles(sources);
        if (write) {
            for (String file : files) {
                wrapComments(Path.of(file));
            }
        }
        command.addAll(files);

        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0 && !write) {
            System.err.println(
                    "The files above are not formatted. Run: mvn -q verify -DskipTests"
                            + " -Dformat.mode=write");
        }
        System.exit(exit);
    }

    /// Breaks doc comment lines that are too long. The formatter would continue them with `//`.
    private static void wrapComments(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> wrapped = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            Matcher comment = COMMENT.matcher(line);
            while (rest.length() > WIDTH && comment.matches()) {
                int end = rest.lastIndexOf(' ', WIDTH);
                if (end <= comment.end(1)) {
                    break;
                }
                wrapped.add(rest.substring(0, end));
                String indent = rest.substring(comment.end(1)).startsWith("@") ? "    " : "";
                rest = comment.group(1) + indent + rest.substring(end + 1);
                comment = COMMENT.matcher(rest);
            }
            wrapped.add(rest);
        }
        if (!wrapped.equals(lines)) {
            Files.write(file, wrapped);
        }
    }

    private static List<String> javaFiles(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
