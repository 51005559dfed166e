package dev.blobdrop.packaging;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Holds an object against Kubernetes' own model, as strictly as the API server does: no field that
/// it does not know, none missing that it requires, none of another type.
final class StrictModel {
    private static final Gson TYPES = new GsonBuilder()
            .registerTypeAdapter(String.class, new Only(JsonToken.STRING, JsonReader::nextString))
            .registerTypeAdapter(Boolean.class, new Only(JsonToken.BOOLEAN, JsonReader::nextBoolean))
            .registerTypeAdapter(Integer.class, new Only(JsonToken.NUMBER, JsonReader::nextInt))
            .registerTypeAdapter(Long.class, new Only(JsonToken.NUMBER, JsonReader::nextLong))
            .registerTypeAdapter(
                    OffsetDateTime.class, new Only(JsonToken.STRING, in -> OffsetDateTime.parse(in.nextString())))
            .create();

    private StrictModel() {}

    /// What is wrong with the object, if anything.
    static Optional<String> complaint(JsonObject object) {
        String kind = object.get("kind").getAsString();
        try {
            Class<?> model = Class.forName("io.kubernetes.client.openapi.models.V1" + kind);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, object);
            TYPES.fromJson(object, model);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(kind + ": " + e.getCause().getMessage());
        } catch (JsonParseException e) {
            return Optional.of(kind + ": " + e.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(kind + " is not in the model", e);
        }
    }

    private interface Value {
        Object of(JsonReader in) throws IOException;
    }

    /// Reads one kind of JSON value and nothing that merely looks like it.
    private static final class Only extends TypeAdapter<Object> {
        private final JsonToken token;
        private final Value value;

        Only(JsonToken token, Value value) {
            this.token = token;
            this.value = value;
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            if (in.peek() != token) {
                throw new JsonParseException(in.getPath() + " must be a " + token + " and is a " + in.peek());
            }
            return value.of(in);
        }

        @Override
        public void write(JsonWriter out, Object value) {
            throw new UnsupportedOperationException();
        }
    }
}
