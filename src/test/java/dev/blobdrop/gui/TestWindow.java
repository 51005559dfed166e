package dev.blobdrop.gui;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.Settings;
import dev.blobdrop.gui.model.AzureConnector;
import dev.blobdrop.gui.model.Connector;
import dev.blobdrop.gui.model.Models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The models of a window whose settings lie in a folder of its own below `target`.
final class TestWindow {
    private static final Path SETTINGS = Path.of("target", "window-settings").toAbsolutePath();

    private TestWindow() {}

    static Models models(Map<String, String> variables) {
        return BlobdropApp.models(
                new AzureConnector(environment(variables)),
                environment(variables),
                Settings.STANDARD);
    }

    static Models models(Connector connector, Map<String, String> variables) {
        return models(connector, variables, Settings.STANDARD);
    }

    static Models models(Connector connector, Map<String, String> variables, Settings settings) {
        return BlobdropApp.models(connector, environment(variables), settings);
    }

    private static Environment environment(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent(
                "XDG_CONFIG_HOME", SETTINGS.resolve(UUID.randomUUID().toString()).toString());
        return new Environment(all);
    }
}
