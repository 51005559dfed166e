package dev.blobdrop.core.recording;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Enum constants as the JSON form spells them, such as `denied-by-role`.
public final class Words {
    private Words() {}

    /// The constant's name in JSON.
    public static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> id(constant).equals(id))
                .findFirst();
    }
}
