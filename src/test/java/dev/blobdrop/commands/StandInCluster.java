package dev.blobdrop.commands;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// As much of a Kubernetes API as kubectl wants before it looks at all of its arguments: the kinds
/// of objects there are, any object that is read or patched; whatever else is asked is refused.
public final class StandInCluster implements AutoCloseable {
    /// What kubectl says when the cluster refuses a request that was in order.
    static final String REFUSAL = "Unauthorized";

    private record Kind(String name, String shortName, boolean namespaced) {}

    private static final Map<String, Map<String, Kind>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(
                "v1",
                Map.of(
                        "pods", new Kind("Pod", "po", true),
                        "configmaps", new Kind("ConfigMap", "cm", true),
                        "serviceaccounts", new Kind("ServiceAccount", "sa", true),
                        "namespaces", new Kind("Namespace", "ns", false),
                        "nodes", new Kind("Node", "no", false),
                        "events", new Kind("Event", "ev", true)));
        GROUPS.put("apps/v1", Map.of("deployments", new Kind("Deployment", "deploy", true)));
        GROUPS.put(
                "batch/v1",
                Map.of(
                        "jobs", new Kind("Job", "jobs", true),
                        "cronjobs", new Kind("CronJob", "cj", true)));
        GROUPS.put(
                "admissionregistration.k8s.io/v1",
                Map.of("mutatingwebhookconfigurations", new Kind("MutatingWebhookConfiguration", "mwc", false)));
    }

    private final HttpServer server;

    public StandInCluster() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /// What `KUBECONFIG` names.
    String configuration() {
        return """
            apiVersion: v1
            kind: Config
            clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
            contexts: [{name: here, context: {cluster: here, user: nobody}}]
            users: [{name: nobody, user: {}}]
            current-context: here
            """.formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<String> found = switch (exchange.getRequestMethod()) {
            case "GET" -> discovery(path).or(() -> object(path));
            case "PATCH" -> object(path);
            default -> Optional.empty();
        };
        if (exchange.getRequestMethod().equals("PATCH") && !isJsonObject(sent)) {
            answer(exchange, 400, status("BadRequest", 400));
        } else if (found.isPresent()) {
            answer(exchange, 200, found.get());
        } else {
            answer(exchange, 401, status(REFUSAL, 401));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String status(String reason, int code) {
        return """
            {"kind":"Status","apiVersion":"v1","status":"Failure",
            "message":"%s","reason":"%s","code":%d}
            """.formatted(reason, reason, code);
    }

    private static boolean isJsonObject(String text) {
        try (JsonReader json = JsonProviders.createReader(text)) {
            json.readMap(JsonReader::readUntyped);
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private static Optional<String> discovery(String path) {
        if (path.equals("/api")) {
            return Optional.of("{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        }
        if (path.equals("/apis")) {
            return Optional.of("{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":["
                    + GROUPS.keySet().stream()
                            .filter(version -> version.contains("/"))
                            .map(StandInCluster::group)
                            .collect(Collectors.joining(","))
                    + "]}");
        }
        return Optional.ofNullable(GROUPS.get(path.replaceFirst("^/apis?/", "")))
                .map(kinds -> resources(path.replaceFirst("^/apis?/", ""), kinds));
    }

    private static String group(String version) {
        String named = "{\"groupVersion\":\"" + version + "\",\"version\":\"" + version.split("/")[1] + "\"}";
        return "{\"name\":\"%s\",\"versions\":[%s],\"preferredVersion\":%s}"
                .formatted(version.split("/")[0], named, named);
    }

    private static String resources(String version, Map<String, Kind> kinds) {
        return "{\"kind\":\"APIResourceList\",\"groupVersion\":\"%s\",\"resources\":[%s]}"
                .formatted(
                        version,
                        kinds.entrySet().stream()
                                .map(kind -> """
                                    {"name":"%s","singularName":"","namespaced":%s,
                                    "kind":"%s","verbs":["get","list","patch"],
                                    "shortNames":["%s"]}\
                                    """.formatted(
                                                kind.getKey(),
                                                kind.getValue().namespaced(),
                                                kind.getValue().name(),
                                                kind.getValue().shortName()))
                                .collect(Collectors.joining(",")));
    }

    /// An object as its path says, or an empty list.
    private static Optional<String> object(String path) {
        String[] parts = path.replaceFirst("/namespaces/[^/]+/", "/").split("/");
        for (Map.Entry<String, Map<String, Kind>> group : GROUPS.entrySet()) {
            for (Map.Entry<String, Kind> kind : group.getValue().entrySet()) {
                String name = kind.getValue().name();
                if (parts[parts.length - 1].equals(kind.getKey())) {
                    return Optional.of("{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":{},\"items\":[]}"
                            .formatted(name, group.getKey()));
                }
                if (parts[parts.length - 2].equals(kind.getKey())) {
                    return Optional.of("""
                        {"kind":"%s","apiVersion":"%s","spec":{"containers":[{"name":"blobdrop"}]},
                        "metadata":{"name":"%s","namespace":"uploads","uid":"1"}}\
                        """.formatted(name, group.getKey(), parts[parts.length - 1]));
                }
            }
        }
        return Optional.empty();
    }
}
