package dev.blobdrop.core.problem;

import java.util.ArrayList;
import java.util.List;

/// What a program on Windows gets from a line of PowerShell, as the language specification and the
/// C runtime say: PowerShell's own words first ("Windows PowerShell Language Specification", 2.3.5
/// and 8.2; "about_Quoting_Rules", "about_Parsing"), then the program's command line that either
/// way of passing arguments makes of them, then the words that the C runtime reads out of it.
final class PowerShellWords {
    private static final String OLD_WAY = "& { $PSNativeCommandArgumentPassing = 'Legacy'; ";
    private static final String SINGLE = "'\u2018\u2019\u201A\u201B";
    private static final String DOUBLE = "\"\u201C\u201D\u201E";

    private final String text;
    private int at;

    private PowerShellWords(String text) {
        this.text = text;
    }

    /// @param old whether it is Windows PowerShell 5.1, which hands words over as they stand
    static List<String> withProgramLimit(String line, boolean old) {
        boolean asksForOld = line.startsWith(OLD_WAY);
        String command = asksForOld ? line.substring(OLD_WAY.length(), line.length() - 2) : line;
        List<String> words = new PowerShellWords(command).words();
        StringBuilder commandLine = new StringBuilder();
        for (String word : words) {
            commandLine.append(commandLine.isEmpty() ? "" : " ");
            commandLine.append(old || asksForOld ? asItStands(word) : escaped(word));
        }
        return runtime(commandLine.toString());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
            } else {
                words.add(word());
            }
        }
        return words;
    }

    private String word() {
        char first = text.charAt(at);
        if (SINGLE.indexOf(first) >= 0) {
            return single();
        }
        return DOUBLE.indexOf(first) >= 0 ? expandable() : bare();
    }

    private String single() {
        StringBuilder word = new StringBuilder();
        at++;
        while (true) {
            char c = text.charAt(at++);
            if (SINGLE.indexOf(c) < 0) {
                word.append(c);
            } else if (at < text.length() && SINGLE.indexOf(text.charAt(at)) >= 0) {
                word.append(c);
                at++;
            } else {
                end();
                return word.toString();
            }
        }
    }

    private String expandable() {
        StringBuilder word = new StringBuilder();
        at++;
        while (true) {
            char c = text.charAt(at++);
            if (DOUBLE.indexOf(c) >= 0) {
                end();
                return word.toString();
            } else if (c == '$') {
                String number = "([char]0x";
                if (!text.startsWith(number, at)) {
                    throw new AssertionError("Something is expanded in: " + text);
                }
                at += number.length();
                word.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 5;
            } else if (c == '`') {
                word.append(text.charAt(at++));
            } else {
                word.append(c);
            }
        }
    }

    /// A word behind whose quote another begins would be two words.
    private void end() {
        if (at < text.length() && text.charAt(at) != ' ') {
            throw new AssertionError("A word goes on behind its quotes: " + text);
        }
    }

    private String bare() {
        int begin = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        String word = text.substring(begin, at);
        if (!word.matches("[A-Za-z_./\\\\][A-Za-z0-9_./:\\\\+=-]*|--?[A-Za-z][A-Za-z-]*")) {
            throw new AssertionError("Without quotes this means something: " + word);
        }
        return word;
    }

    /// PowerShell 5.1 and `Legacy`: quotation marks around a word with a space outside of any, and
    /// nothing else ("NativeCommandParameterBinder").
    private static String asItStands(String word) {
        boolean open = false;
        boolean spaced = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean escaped = i > 0 && word.charAt(i - 1) == '\\';
            if (c == '"' && !escaped) {
                open = !open;
            } else if (isSpace(c) && !open) {
                spaced = true;
            }
        }
        return spaced ? '"' + word + '"' : word;
    }

    /// As .NET sees it.
    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || c >= 9 && c <= 13 || c == 0x85;
    }

    /// PowerShell 7.3 and later: as the C runtime reads it.
    private static String escaped(String word) {
        boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> c == '"' || isSpace((char) c));
        if (plain) {
            return word;
        }
        StringBuilder text = new StringBuilder("\"");
        int backslashes = 0;
        for (char c : word.toCharArray()) {
            if (c == '\\') {
                backslashes++;
                continue;
            }
            text.append("\\".repeat(c == '"' ? backslashes * 2 + 1 : backslashes))
                    .append(c);
            backslashes = 0;
        }
        return text.append("\\".repeat(backslashes * 2)).append('"').toString();
    }

    /// "Parsing C command-line arguments".
    private static List<String> runtime(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        boolean open = false;
        for (int i = 0; i < line.length(); ) {
            char c = line.charAt(i);
            int backslashes = 0;
            while (i + backslashes < line.length() && line.charAt(i + backslashes) == '\\') {
                backslashes++;
            }
            if (backslashes > 0) {
                begun = true;
                i += backslashes;
                boolean quote = i < line.length() && line.charAt(i) == '"';
                word.append("\\".repeat(quote ? backslashes / 2 : backslashes));
                if (quote && backslashes % 2 == 1) {
                    word.append('"');
                    i++;
                }
            } else if (c == '"') {
                begun = true;
                open = !open;
                i++;
            } else if ((c == ' ' || c == '\t') && !open) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
                i++;
            } else {
                begun = true;
                word.append(c);
                i++;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
