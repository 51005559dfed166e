package dev.blobdrop.core.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Quotes every command that is shown to be typed or pasted: the shell passes exactly the quoted
/// words to the program, whatever they contain.
///
/// Invisible characters and terminal controls are written by number, so a line can be both printed
/// and pasted.
public enum Shell {
    /// What POSIX says of `sh`: dash, bash, zsh, BusyBox.
    POSIX {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-][\\w./:=@%+,-]*");

        @Override
        public String quoted(String word) {
            if (PLAIN.matcher(word).matches()) {
                return word;
            }
            return Visible.of(word).equals(word) ? single(word) : printed(word);
        }

        private static String single(String word) {
            return "'" + word.replace("'", "'\\''") + "'";
        }

        /// `printf` knows bytes by their numbers in every shell; `$'...'` is unknown to dash. Line
        /// ends at the end get lost in a substitution, so they stand in quotes behind it.
        private static String printed(String word) {
            String body = word.replaceFirst("\\n+\\z", "");
            String ends = word.substring(body.length());
            String numbered = body.codePoints()
                    .mapToObj(c -> isRead(c) ? numbered(c) : Character.toString(c))
                    .collect(Collectors.joining());
            return (body.isEmpty() ? "" : "\"$(printf '" + numbered + "')\"") + (ends.isEmpty() ? "" : single(ends));
        }

        /// Whether the quotes, printf or a shell's history would read it.
        private static boolean isRead(int character) {
            return Visible.isHidden(character) || "'%\\!-".indexOf(character) >= 0;
        }

        private static String numbered(int character) {
            StringBuilder text = new StringBuilder();
            for (byte each : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                text.append("\\%03o".formatted(each & 0xFF));
            }
            return text.toString();
        }

        @Override
        public String line(List<String> words) {
            return words.stream().map(this::quoted).collect(Collectors.joining(" "));
        }

        @Override
        String translated(String posix) {
            return posix;
        }
    },

    /// Windows PowerShell 5.1 and PowerShell 7. They differ in how they hand quotation marks, empty
    /// words and a backslash at the end to a program ("about_Preference_Variables",
    /// `$PSNativeCommandArgumentPassing`); where that matters the line asks both for the old way.
    POWERSHELL {
        /// Nothing that begins like a number, a variable, an operator or an array.
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./\\\\][\\w./:\\\\+=-]*|--?[A-Za-z][A-Za-z-]*");

        private static final String OLD_WAY = "$PSNativeCommandArgumentPassing = 'Legacy'; ";

        @Override
        public String quoted(String word) {
            if (!Visible.of(word).equals(word)) {
                return numbered(word);
            }
            return PLAIN.matcher(word).matches()
                    ? word
                    : "'" + word.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
        }

        /// In double quotes, with every character by its number that is hidden or means something
        /// there; PowerShell takes typographic quotes for quotes.
        private static String numbered(String word) {
            StringBuilder text = new StringBuilder("\"");
            for (char c : word.toCharArray()) {
                boolean means = "\"$`\\\u201C\u201D\u201E".indexOf(c) >= 0;
                if (means || Visible.isHidden(c) || Character.isSurrogate(c)) {
                    text.append("$([char]0x%04X)".formatted((int) c));
                } else {
                    text.append(c);
                }
            }
            return text.append('"').toString();
        }

        @Override
        public String line(List<String> words) {
            if (words.stream().noneMatch(WindowsWord::isReadDifferently)) {
                return joined(words);
            }
            return "& { "
                    + OLD_WAY
                    + joined(words.stream().map(WindowsWord::forTheOldWay).toList())
                    + " }";
        }

        private String joined(List<String> words) {
            return words.stream().map(this::quoted).collect(Collectors.joining(" "));
        }

        @Override
        String translated(String posix) {
            return new PowerShellLine(posix, this::quoted, this::line).toString();
        }
    };

    /// One word as it is typed.
    public abstract String quoted(String word);

    /// A whole command line: a program and its words.
    public abstract String line(List<String> words);

    /// A line written for a POSIX shell, as our sources and the catalogue have it, for this one.
    abstract String translated(String posix);

    /// The shell that users of this machine paste into.
    public static Shell ofThisMachine() {
        return of(System.getProperty("os.name"));
    }

    /// @param system as Java names it
    public static Shell of(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows") ? POWERSHELL : POSIX;
    }
}
