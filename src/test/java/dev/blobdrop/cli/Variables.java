package dev.blobdrop.cli;

import java.util.Map;
import java.util.TreeMap;

/// Environments that differ a little from another one.
final class Variables {
    private Variables() {}

    static Map<String, String> with(Map<String, String> base, String name, String value) {
        Map<String, String> changed = new TreeMap<>(base);
        changed.put(name, value);
        return Map.copyOf(changed);
    }

    static Map<String, String> without(Map<String, String> base, String... names) {
        Map<String, String> changed = new TreeMap<>(base);
        for (String name : names) {
            changed.remove(name);
        }
        return Map.copyOf(changed);
    }
}
