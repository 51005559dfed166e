package dev.blobdrop.core.recording;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Secrets;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a JSON object from an untrusted source, read with their types.
///
/// @param values by name
record Fields(Map<String, Object> values) {

    /// A field is missing or has the wrong type.
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String field) {
            super(field);
        }
    }

    /// The JSON object in a line, after any other text; empty when there is none.
    static Optional<Fields> of(String line) {
        int begin = line.indexOf('{');
        if (begin < 0) {
            return Optional.empty();
        }
        try (JsonReader json = JsonProviders.createReader(line.substring(begin))) {
            return Optional.ofNullable(json.readMap(JsonReader::readUntyped)).map(Fields::new);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean is(String name, String value) {
        return value.equals(values.get(name));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    String text(String name) {
        return maybeText(name).orElseThrow(() -> new Damaged(name));
    }

    /// Redacted, because a recording from elsewhere may contain secrets.
    Optional<String> maybeText(String name) {
        return maybe(name, String.class).map(Secrets::redact);
    }

    Optional<Integer> maybeNumber(String name) {
        return maybe(name, Number.class).map(Number::intValue);
    }

    int number(String name) {
        return maybeNumber(name).orElseThrow(() -> new Damaged(name));
    }

    Optional<Duration> maybeMillis(String name) {
        return maybe(name, Number.class).map(Number::longValue).map(Duration::ofMillis);
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new Damaged(name);
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Words.constant(type, text(name)).orElseThrow(() -> new Damaged(name));
    }

    Optional<Fields> maybeObject(String name) {
        return maybe(name, Map.class).map(Fields::object);
    }

    /// The objects of a list; empty when the field is missing.
    List<Fields> objects(String name) {
        return maybe(name, List.class).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(item -> {
                    if (item instanceof Map<?, ?> map) {
                        return object(map);
                    }
                    throw new Damaged(name);
                })
                .toList();
    }

    List<String> texts(String name) {
        return maybe(name, List.class).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .map(Secrets::redact)
                .toList();
    }

    /// These fields as a problem. The service's own text is not recorded.
    Problem problem() {
        return new Problem(
                constant("kind", Problem.Kind.class),
                text("code"),
                text("title"),
                text("detail"),
                texts("remedy").stream().map(Remedy::recorded).toList(),
                Optional.empty(),
                false);
    }

    @SuppressWarnings("unchecked")
    private static Fields object(Map<?, ?> map) {
        return new Fields((Map<String, Object>) map);
    }

    private <T> Optional<T> maybe(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new Damaged(name);
        }
        return Optional.of(type.cast(value));
    }
}
