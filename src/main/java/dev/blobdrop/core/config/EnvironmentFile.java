package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses a pod's variables from a file: the output of `kubectl set env POD --list`, of `env` or
/// `env -0` inside the pod, or of `export -p`, or a file written by hand for docker.
///
/// A value that spans lines is recognised while it is visibly open: PEM that has not ended, or
/// brackets that are not closed. Values never appear in a message.
public final class EnvironmentFile {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?s)\\s*(?:export\\s+|declare\\s+-x\\s+)?([A-Za-z_.][A-Za-z0-9_.%()-]*)=(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
    private static final Pattern END = Pattern.compile("-----END ");

    private final String source;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private EnvironmentFile(String source) {
        this.source = source;
    }

    /// @param source the name of the file in a message
    /// @return only the file's variables
    /// @throws ProblemException naming the line that cannot be parsed
    public static Environment parse(String source, byte[] content) {
        EnvironmentFile file = new EnvironmentFile(source);
        String text = SmallFile.text(content);
        if (text.indexOf('\0') >= 0) {
            file.separated(text.split("\0"));
        } else {
            file.lines(text.split("\n", -1));
        }
        if (file.variables.isEmpty()) {
            throw problem("No variables in " + source, "It is empty or contains only comments.");
        }
        return Environment.ofPod(file.variables);
    }

    /// The output of `env -0`: the only form in which no value can be misread.
    private void separated(String[] entries) {
        for (int i = 0; i < entries.length; i++) {
            Matcher matcher = ASSIGNMENT.matcher(entries[i]);
            if (!matcher.matches()) {
                throw notReadable("Entry " + (i + 1), "It is not NAME=VALUE.");
            }
            put(matcher.group(1), matcher.group(2), i + 1);
        }
    }

    private void lines(String[] all) {
        for (int i = 0; i < all.length; i++) {
            String line = all[i].replaceFirst("\r$", "");
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher matcher = ASSIGNMENT.matcher(line);
            if (!matcher.matches()) {
                throw notAnAssignment(i + 1, line);
            }
            int first = i;
            StringBuilder value = new StringBuilder(matcher.group(2));
            while (isOpen(value.toString())) {
                i++;
                if (i == all.length) {
                    throw notReadable(
                            "Line " + (first + 1),
                            "The value of " + matcher.group(1) + " starts there but never ends.");
                }
                value.append('\n').append(all[i].replaceFirst("\r$", ""));
            }
            put(matcher.group(1), unquoted(value.toString()), first + 1);
        }
    }

    private static boolean isOpen(String value) {
        boolean brackets = value.matches("(?s)['\"]?(\\{|\\[|\\(\\) \\{).*");
        return BEGIN.matcher(value).results().count()
                        > END.matcher(value).results().count()
                || brackets && (count(value, '{') > count(value, '}') || count(value, '[') > count(value, ']'));
    }

    private static long count(String value, char wanted) {
        return value.chars().filter(c -> c == wanted).count();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private void put(String name, String value, int line) {
        String before = variables.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            throw problem(
                    name + " has two different values in " + source + ", in lines " + lines.get(name) + " and " + line,
                    "The pod may have two containers that differ.",
                    "kubectl set env pod/POD --list -c CONTAINER > pod.env");
        }
        lines.putIfAbsent(name, line);
    }

    private ProblemException notAnAssignment(int line, String text) {
        if (NAME.matcher(text.strip()).matches()) {
            return notReadable(
                    "Line " + line, "The variable has no value. Its value on this machine is not used here.");
        }
        return variables.isEmpty()
                ? notReadable("Line " + line, "It is not NAME=VALUE.")
                : notReadable(
                        "Line " + line,
                        "It is not NAME=VALUE. If it is part of a multi-line value, use env -0 to"
                                + " separate the variables.");
    }

    private ProblemException notReadable(String where, String why) {
        return problem(
                where + " of " + source + " cannot be read",
                why,
                "kubectl set env pod/POD --list > pod.env",
                "kubectl exec POD -- env -0 > pod.env   # if the image contains env");
    }

    private static ProblemException problem(String title, String why, String... remedy) {
        return Problem.of(Problem.Kind.USAGE, "bad-environment-file", title, why)
                .withRemedy(remedy)
                .asException();
    }
}
