package dev.blobdrop.core.problem;

import java.util.regex.Pattern;

/// Makes names safe to show: characters that control a terminal or are invisible are shown by
/// number, as `\u202E`. Everything else is unchanged.
///
/// The numbers can be read back: if a name itself contains a backslash and such a number, the
/// backslash is shown by number.
public final class Visible {
    /// What would be taken for one of our numbers.
    private static final Pattern NUMBER = Pattern.compile("\\\\(?=u[0-9A-Fa-f]{4})");

    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int TAG_END = 0xE007F;
    private static final int BLACK_FLAG = 0x1F3F4;

    private Visible() {}

    /// The text as it may be shown anywhere.
    public static String of(String text) {
        boolean numbered = text.indexOf('\\') >= 0 && NUMBER.matcher(text).find();
        if (!numbered && isPlain(text)) {
            return text;
        }
        String source = numbered ? NUMBER.matcher(text).replaceAll("\\\\u005C") : text;
        StringBuilder shown = new StringBuilder(source.length() + 16);
        for (int i = 0; i < source.length(); ) {
            int character = source.codePointAt(i);
            int length = Character.charCount(character);
            if (isHidden(character) && !isPartOfEmoji(source, i)) {
                source.substring(i, i + length).chars().forEach(unit -> shown.append("\\u%04X".formatted(unit)));
            } else {
                shown.appendCodePoint(character);
            }
            i += length;
        }
        return shown.toString();
    }

    /// A JSON text with every hidden character by its number: parsed, it is the same.
    public static String inJson(String json) {
        if (json.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(character -> {
            if (isHidden(character)) {
                Character.toString(character).chars().forEach(unit -> text.append("\\u%04x".formatted(unit)));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.toString();
    }

    /// Whether the text can be shown as it is.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character >= 0x7F || character < ' ') {
                if (isHidden(character) && !isPartOfEmoji(text, i)) {
                    return false;
                }
            }
            i += Character.charCount(character);
        }
        return true;
    }

    /// Whether a terminal obeys this character, or nobody sees it: control characters, controls of
    /// direction and joining, line and paragraph separators, fillers, variation selectors, tags,
    /// and halves of a surrogate pair.
    public static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !isVisibleFormat(character);
            default -> isFiller(character);
        };
    }

    /// Marks in front of numbers and verses, which have a shape ("Prepended_Concatenation_Mark").
    private static boolean isVisibleFormat(int character) {
        return character >= 0x600 && character <= 0x605
                || character == 0x6DD
                || character == 0x70F
                || character == 0x890
                || character == 0x891
                || character == 0x8E2
                || character == 0x110BD
                || character == 0x110CD;
    }

    /// Letters and marks without a shape ("Default_Ignorable_Code_Point").
    private static boolean isFiller(int character) {
        return character == 0x34F
                || character == 0x115F
                || character == 0x1160
                || character == 0x17B4
                || character == 0x17B5
                || character >= 0x180B && character <= 0x180F
                || character == 0x2065
                || character == 0x2800
                || character == 0x3164
                || character >= 0xFE00 && character <= EMOJI_STYLE
                || character == 0xFFA0
                || character >= 0xFFF0 && character <= 0xFFF8
                || character >= 0xE0000 && character <= 0xE0FFF;
    }

    /// A joiner between two pictures, the selector of the coloured form behind one, and the tags of
    /// a flag: with them it is one picture, without them another.
    private static boolean isPartOfEmoji(String text, int at) {
        int character = text.codePointAt(at);
        if (at == 0) {
            return false;
        }
        int before = text.codePointBefore(at);
        if (character == EMOJI_STYLE) {
            return Character.isEmoji(before);
        }
        if (character == JOINER) {
            int after = at + 1 < text.length() ? text.codePointAt(at + 1) : 0;
            boolean picture = Character.isExtendedPictographic(before)
                    || Character.isEmojiModifier(before)
                    || before == EMOJI_STYLE;
            return picture && Character.isExtendedPictographic(after);
        }
        return character > 0xE0020 && character <= TAG_END && isFlag(text, at);
    }

    /// Whether only tags stand between here and a black flag, and the whole ends as it must.
    private static boolean isFlag(String text, int at) {
        int begin = at;
        while (begin > 0 && isTag(text.codePointBefore(begin))) {
            begin -= 2;
        }
        int end = at;
        while (end < text.length() && isTag(text.codePointAt(end))) {
            end += 2;
        }
        return begin > 0 && text.codePointBefore(begin) == BLACK_FLAG && text.codePointBefore(end) == TAG_END;
    }

    private static boolean isTag(int character) {
        return character > 0xE0020 && character <= TAG_END;
    }
}
