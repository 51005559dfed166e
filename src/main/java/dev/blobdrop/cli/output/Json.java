package dev.blobdrop.cli.output;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import dev.blobdrop.core.problem.Visible;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON object with its fields in the order added. Absent values are left out. Control
/// characters and invisible ones are escaped, as `\u202e`: they cannot fool a person who reads the
/// line, and a parser still gets the exact name. Safe for use by several threads.
public final class Json {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /// An object whose field `event` has this value.
    public static Json event(String name) {
        return new Json().with("event", name);
    }

    /// A copy with the same fields.
    public synchronized Json copy() {
        Json copy = new Json();
        copy.fields.putAll(fields);
        return copy;
    }

    /// Adds or replaces a field. An empty [Optional] adds nothing, a [Duration] counts in
    /// milliseconds, and a type not listed here is written as text.
    public synchronized Json with(String name, Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(present -> with(name, present));
            case Json object -> fields.put(name, object.fields);
            case List<?> list -> fields.put(name, list.stream().map(Json::item).toList());
            case Instant time -> fields.put(name, time.toString());
            case Duration time -> fields.put(name, time.toMillis());
            case Number number -> fields.put(name, number);
            case Boolean flag -> fields.put(name, flag);
            default -> fields.put(name, value.toString());
        }
        return this;
    }

    /// The value of a field: text, number, flag, list or map.
    public Optional<Object> value(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Object item(Object item) {
        return switch (item) {
            case Json json -> json.fields;
            case Number number -> number;
            default -> item.toString();
        };
    }

    @Override
    public synchronized String toString() {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Visible.inJson(text.toString());
    }
}
