package dev.blobdrop.core.identity.link;

import com.azure.core.util.Configuration;
import dev.blobdrop.core.config.Environment;
import java.util.Map;
import java.util.function.Function;

/// The variables of a replayed pod for the identity library, which then sees none of this
/// machine's. Masking a variable with an empty value is not enough: the library takes an empty
/// client secret for a secret.
///
/// The only constructor that azure-core leaves open is deprecated in favour of a builder whose
/// product falls back to the process's environment, which must not happen here.
@SuppressWarnings("deprecation")
final class PodVariables extends Configuration {
    private final Map<String, String> variables;

    PodVariables(Environment environment) {
        this(environment.variables());
    }

    private PodVariables(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public String get(String name) {
        return variables.get(name);
    }

    @Override
    public <T> T get(String name, Function<String, T> converter) {
        String value = get(name);
        return value == null ? null : converter.apply(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(String name, T otherwise) {
        String value = get(name);
        if (value == null || otherwise == null) {
            return otherwise;
        }
        return switch (otherwise) {
            case Boolean flag -> (T) Boolean.valueOf(value);
            case Integer number -> (T) Integer.valueOf(value);
            case String text -> (T) value;
            default -> otherwise;
        };
    }

    @Override
    public boolean contains(String name) {
        return variables.containsKey(name);
    }

    @Override
    public Configuration clone() {
        return new PodVariables(variables);
    }
}
