package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Secrets;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/// Looks for what must never be seen, in every output of every run and in what the tests leave on
/// disk. Its own messages name the rule and the line, never what it found.
final class OutputCheck {
    /// Where all outputs of this process's tests are kept for inspection.
    private static final Path LOG =
            Path.of("target/it-output/command-line-" + ProcessHandle.current().pid() + ".log");

    private static final List<Path> LEFT_BEHIND = List.of(
            Path.of("target/it-output"), Path.of("target/surefire-reports"), Path.of("target/failsafe-reports"));

    private record Rule(String what, Pattern pattern) {
        Rule(String what, String regex) {
            this(what, Pattern.compile(regex));
        }
    }

    private static final Rule TOKEN = new Rule("a token", "eyJ[A-Za-z0-9_-]{8,}");
    private static final Rule ASSERTION = new Rule("an assertion", "client_assertion=(?!\\[hidden])");

    private static final List<Rule> ALWAYS = List.of(
            TOKEN,
            new Rule("an assertion", "client_assertion"),
            new Rule("a bearer token", "Bearer ey"),
            new Rule("a signature", "[?&]sig=(?!\\[hidden])"),
            new Rule("a stack trace", "\tat |Exception in thread"));

    /// Only `--verbose` may show what the program is made of.
    private static final List<Rule> UNLESS_VERBOSE = List.of(
            new Rule("a class of Java", "java\\.lang\\."),
            new Rule(
                    "a class name",
                    "\\b(java|javax|reactor|io\\.netty|com\\.azure|com\\.microsoft"
                            + "|dev\\.blobdrop)(\\.[a-z0-9_]+)+\\.[A-Z]\\w+"));

    private static boolean begun;

    private OutputCheck() {}

    static void check(List<String> arguments, String out, String err) {
        List<Rule> rules = new ArrayList<>(ALWAYS);
        if (!arguments.contains("--verbose")) {
            rules.addAll(UNLESS_VERBOSE);
        }
        rules.add(new Rule(
                "a client secret",
                Pattern.compile(
                        Pattern.quote(SharedSandbox.get().identityProvider().robotSecret()))));
        String command = "blobdrop " + String.join(" ", arguments);
        apply(rules, out, "standard output of " + command);
        apply(rules, err, "standard error of " + command);
        keep(command, out, err);
    }

    /// Looks through the kept outputs and the reports of all tests.
    static void leftBehind() {
        LEFT_BEHIND.forEach(OutputCheck::leftBehind);
    }

    static void leftBehind(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                apply(List.of(TOKEN, ASSERTION), textOf(file), file.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty for a file that another process of the tests has removed meanwhile.
    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static void apply(List<Rule> rules, String text, String where) {
        List<String> lines = text.lines().toList();
        for (Rule rule : rules) {
            for (int number = 0; number < lines.size(); number++) {
                if (rule.pattern().matcher(lines.get(number)).find()) {
                    Assertions.fail("Line %d of the %s holds %s", number + 1, where, rule.what());
                }
            }
        }
    }

    private static synchronized void keep(String command, String out, String err) {
        String text =
                "$ %s%n--- standard output%n%s--- standard error%n%s%n".formatted(Secrets.redact(command), out, err);
        try {
            Files.createDirectories(LOG.getParent());
            Files.writeString(
                    LOG,
                    text,
                    StandardOpenOption.CREATE,
                    begun ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
            begun = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
