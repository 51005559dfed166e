import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks through all that the tests have left on disk for what must never be written: run by the
/// build when all of them are through. Names the rule and the line, never what was found.
///
///     java LeftBehind.java FOLDER_OR_FILE...
final class LeftBehind {
    private static final Map<String, Pattern> RULES = new LinkedHashMap<>();

    static {
        RULES.put("a token", Pattern.compile("eyJ[A-Za-z0-9_-]{8,}"));
        RULES.put("an assertion", Pattern.compile("client_assertion=(?!\\[hidden])"));
        RULES.put("a bearer token", Pattern.compile("Bearer ey"));
        // As the sandbox's identity provider makes them.
        RULES.put("a client secret", Pattern.compile("sbx8Q(?:~|%7E)[0-9a-f]{8}-"));
    }

    private LeftBehind() {}

    public static void main(String[] places) throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (String place : places) {
            for (Path file : files(Path.of(place))) {
                files++;
                look(file, found);
            }
        }
        if (!found.isEmpty()) {
            found.forEach(System.err::println);
            System.err.println("The tests have written what must never be written.");
            System.exit(1);
        }
        System.out.println(files + " files of the tests hold no token, assertion or secret.");
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void look(Path file, List<String> found) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int number = 0; number < lines.size(); number++) {
            for (Map.Entry<String, Pattern> rule : RULES.entrySet()) {
                if (rule.getValue().matcher(lines.get(number)).find()) {
                    found.add("Line %d of %s holds %s".formatted(number + 1, file, rule.getKey()));
                }
            }
        }
    }
}
