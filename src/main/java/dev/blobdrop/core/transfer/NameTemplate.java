package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a blob is named after its file.
///
/// `{path}` is the path below the named folder; `{name}` the file's name; `{stem}` and `{ext}` its
/// parts; `{uuid}` a new random id; `{date}` and `{time}` now, in UTC, as 2026-01-31 and 235959;
/// `{host}` this machine or pod. Everything else is literal.
///
/// @param text the template
/// @param host the value of `{host}`
public record NameTemplate(String text, String host, Clock clock) {
    /// The file's own path.
    public static final String DEFAULT = "{path}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final String KNOWN = "path|name|stem|ext|uuid|date|time|host";

    public NameTemplate {
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.matches(KNOWN))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.of(
                                    Problem.Kind.USAGE,
                                    "bad-name-template",
                                    "Unknown placeholder in the name template: {" + name + "}",
                                    "Use {" + KNOWN.replace("|", "}, {") + "}.")
                            .asException();
                });
    }

    /// Names each blob by the file's own path.
    public static NameTemplate standard() {
        return new NameTemplate(DEFAULT, "", Clock.systemUTC());
    }

    /// The blob's name. It keeps the file's own characters, in whichever Unicode normal form they
    /// are, so that a file always leads to the same blob and two files never to one.
    ///
    /// @param relativePath of the file, with `/` between folders
    public String name(String relativePath) {
        if (text.equals(DEFAULT)) {
            return relativePath;
        }
        String file = relativePath.substring(relativePath.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String extension = dot > 0 ? file.substring(dot + 1) : "";
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "path" -> relativePath;
                            case "name" -> file;
                            case "stem" -> stem;
                            case "ext" -> extension;
                            case "uuid" -> UUID.randomUUID().toString();
                            case "date" -> now("yyyy-MM-dd");
                            case "time" -> now("HHmmss");
                            default -> host;
                        }));
    }

    private String now(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(clock.instant());
    }
}
