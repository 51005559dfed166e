package dev.blobdrop.core.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A command line of ours, written for a POSIX shell, as PowerShell takes it. It knows what our
/// lines are made of: words with quotes and substitutions, pipes, a file to write, `export`.
final class PowerShellLine {
    /// `curl` alone is a command of PowerShell 5.1.
    private static final Map<String, String> NAMES = Map.of("curl", "curl.exe", "grep", "Select-String");

    private final UnaryOperator<String> quote;
    private final Function<List<String>, String> join;
    private final String text;
    private final StringBuilder result = new StringBuilder();
    private int at;

    /// One word: constant text, and substitutions between.
    private static final class Word {
        final StringBuilder plain = new StringBuilder();
        final StringBuilder quoted = new StringBuilder();
        boolean substitutes;

        void text(char c) {
            plain.append(c);
            boolean means = "\"$`\u201C\u201D\u201E".indexOf(c) >= 0;
            quoted.append(means ? "`" : "").append(c);
        }

        void substitution(String line) {
            substitutes = true;
            quoted.append("$(").append(line).append(')');
        }
    }

    /// @param quote types one word
    /// @param join types a whole command line
    PowerShellLine(String posix, UnaryOperator<String> quote, Function<List<String>, String> join) {
        this.text = posix;
        this.quote = quote;
        this.join = join;
        while (at < text.length()) {
            command();
        }
    }

    /// Up to a pipe or the end.
    private void command() {
        List<Word> words = new ArrayList<>();
        String end = "";
        while (at < text.length() && end.isEmpty()) {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
            } else if (c == '|') {
                at++;
                end = " | ";
            } else if (c == '>') {
                at++;
                while (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
                end = redirection(words, word());
            } else {
                words.add(word());
            }
        }
        result.append(rendered(words)).append(end);
    }

    /// `>` of PowerShell 5.1 writes UTF-16, which no program of ours reads. A blob's bytes stay as
    /// they are from PowerShell 7.4 on.
    private String redirection(List<Word> words, Word file) {
        boolean bytes = words.getFirst().plain.toString().equals("blobdrop");
        return (bytes ? " > " : " | Out-File -Encoding ascii ") + quote.apply(file.plain.toString());
    }

    private String rendered(List<Word> words) {
        String program = words.isEmpty() ? "" : words.getFirst().plain.toString();
        if (program.equals("unset")) {
            return "Remove-Item Env:" + words.get(1).plain;
        }
        if (program.equals("export")) {
            String[] assignment = words.get(1).plain.toString().split("=", 2);
            return "$env:" + assignment[0] + " = '" + assignment[1].replace("'", "''") + "'";
        }
        if (words.stream().noneMatch(word -> word.substitutes)) {
            List<String> plain =
                    new ArrayList<>(words.stream().map(w -> w.plain + "").toList());
            plain.set(0, NAMES.getOrDefault(program, program));
            return join.apply(plain);
        }
        return words.stream()
                .map(word -> word.substitutes ? "\"" + word.quoted + "\"" : quote.apply(word.plain.toString()))
                .collect(Collectors.joining(" "));
    }

    private Word word() {
        Word word = new Word();
        boolean doubled = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                doubled = !doubled;
            } else if (c == '\'' && !doubled) {
                int end = text.indexOf('\'', at);
                text.substring(at, end).chars().forEach(each -> word.text((char) each));
                at = end + 1;
            } else if (c == '\\' && (!doubled || "\"\\$`".indexOf(text.charAt(at)) >= 0)) {
                word.text(text.charAt(at++));
            } else if (c == '$' && at < text.length() && text.charAt(at) == '(') {
                int end = text.indexOf(')', at);
                word.substitution(new PowerShellLine(text.substring(at + 1, end), quote, join).toString());
                at = end + 1;
            } else if (!doubled && (c == ' ' || c == '|' || c == '>')) {
                at--;
                return word;
            } else {
                word.text(c);
            }
        }
        return word;
    }

    @Override
    public String toString() {
        return result.toString();
    }
}
