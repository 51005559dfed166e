import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Formats the project's text files: Java with palantir-java-format; everything else has spaces
/// instead of tabs, none at the end of a line, and one line break at the end.
///
/// `java Format.java PROJECT check|write`. In check mode a file that differs ends the build.
class Format {
    private static final int COMMENT_WIDTH = 100;
    private static final Pattern COMMENT = Pattern.compile("( */// +).*");
    private static final Pattern WILDCARD = Pattern.compile("(?m)^import .*\\*;$");

    /// Folders and files at the top of the project that hold its text.
    private static final List<String> PLACES =
            List.of("src", "packaging", ".ci", ".mvn", ".gitignore", "pom.xml", "README.md");

    private static final Set<String> BINARY = Set.of("png", "ico", "icns");

    /// Fixtures are kept byte for byte.
    private static final List<String> AS_THEY_ARE = List.of("src/test/resources");

    private final Formatter java = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());
    private final Path project;

    private Format(Path project) {
        this.project = project;
    }

    public static void main(String[] arguments) throws Exception {
        Format format = new Format(Path.of(arguments[0]));
        boolean write = arguments[1].equals("write");
        boolean differs = false;
        for (Path file : format.files()) {
            String text = Files.readString(file);
            String formatted = format.formatted(file, text);
            if (formatted.equals(text)) {
                continue;
            }
            if (write) {
                Files.writeString(file, formatted);
            } else {
                differs = true;
                System.err.println(file);
            }
        }
        if (differs) {
            System.err.println("The files above are not formatted. Run: mvn -q verify -DskipTests -Dformat.mode=write");
            System.exit(1);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String place : PLACES) {
            if (!Files.exists(project.resolve(place))) {
                continue;
            }
            try (Stream<Path> below = Files.walk(project.resolve(place))) {
                below.filter(Files::isRegularFile).filter(this::isOurs).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private boolean isOurs(Path file) {
        String name = project.relativize(file).toString().replace('\\', '/');
        return name.endsWith(".java")
                || !BINARY.contains(name.substring(name.lastIndexOf('.') + 1))
                        && AS_THEY_ARE.stream().noneMatch(name::startsWith);
    }

    private String formatted(Path file, String text) {
        if (!file.toString().endsWith(".java")) {
            return withoutLooseSpace(text);
        }
        if (WILDCARD.matcher(text).find()) {
            throw new IllegalArgumentException(file + " imports a whole package; name each type");
        }
        try {
            String wrapped = text.lines().flatMap(Format::wrapped).collect(Collectors.joining("\n"));
            return java.formatSourceAndFixImports(wrapped + "\n");
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String withoutLooseSpace(String text) {
        String lines = text.lines()
                .map(line -> line.stripTrailing().replace("\t", "    "))
                .collect(Collectors.joining("\n"));
        return lines.stripTrailing() + "\n";
    }

    /// A doc comment line that is too long, as several. The formatter would continue it with `//`.
    private static Stream<String> wrapped(String line) {
        List<String> lines = new ArrayList<>();
        String rest = line;
        Matcher comment = COMMENT.matcher(line);
        while (rest.length() > COMMENT_WIDTH && comment.matches()) {
            int end = rest.lastIndexOf(' ', COMMENT_WIDTH);
            if (end <= comment.end(1)) {
                break;
            }
            lines.add(rest.substring(0, end));
            String indent = rest.substring(comment.end(1)).startsWith("@") ? "    " : "";
            rest = comment.group(1) + indent + rest.substring(end + 1);
            comment = COMMENT.matcher(rest);
        }
        lines.add(rest);
        return lines.stream();
    }
}
