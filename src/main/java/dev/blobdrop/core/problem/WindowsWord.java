package dev.blobdrop.core.problem;

/// A word as a Windows program parses it from its command line ("Parsing C command-line arguments"
/// of Microsoft's C runtime).
final class WindowsWord {
    private WindowsWord() {}

    /// Whether PowerShell 5.1 and 7 put it into the program's command line differently.
    static boolean isReadDifferently(String word) {
        boolean spaced = word.chars().anyMatch(Character::isWhitespace) || isSpaced(word);
        return word.isEmpty() || word.indexOf('"') >= 0 || spaced && word.endsWith("\\");
    }

    /// Such a word with the quotation marks that the program takes away again, because PowerShell
    /// 5.1 hands it over as it stands; any other word as it is.
    static String forTheOldWay(String word) {
        if (!isReadDifferently(word)) {
            return word;
        }
        StringBuilder text = new StringBuilder("\"");
        int backslashes = 0;
        for (char c : word.toCharArray()) {
            if (c == '"') {
                text.append("\\".repeat(backslashes + 1));
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.append(c);
        }
        return text.append("\\".repeat(backslashes)).append('"').toString();
    }

    private static boolean isSpaced(String word) {
        return word.chars().anyMatch(Character::isSpaceChar);
    }
}
