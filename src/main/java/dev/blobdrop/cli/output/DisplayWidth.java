package dev.blobdrop.cli.output;

/// How many terminal columns a text takes. Overestimates when in doubt: a line that is too long
/// stays on the screen for good.
final class DisplayWidth {
    /// First and last code point of each range that is two columns wide ("East Asian Width" W and
    /// F). Emoji are known to [Character#isEmojiPresentation].
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2329, 0x232A},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1AFF0, 0x1B2FF},
        {0x1F200, 0x1F2FF},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private static final int TEXT_TO_EMOJI = 0xFE0F;
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int TAB = 8;

    private DisplayWidth() {}

    /// The width of a text without line breaks.
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /// The start of the text that fits. Never splits a character: a letter keeps its accents.
    static String fit(String text, int columns) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            if (width > columns) {
                return text.substring(0, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static int of(int c) {
        if (c < 0x7F && c >= ' ') {
            return 1;
        }
        if (c == '\t') {
            return TAB;
        }
        // Turns the character before it into an emoji, which is one column wider.
        if (c == TEXT_TO_EMOJI) {
            return 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.FORMAT -> c == SOFT_HYPHEN ? 1 : 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        if (Character.isEmojiPresentation(c)) {
            return true;
        }
        for (int[] range : WIDE) {
            if (c <= range[1]) {
                return c >= range[0];
            }
        }
        return false;
    }
}
