package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A real Chromium, driven over the W3C WebDriver protocol by the `chromedriver` of the same
/// package. Its profile is empty and trusts the sandbox's certificates besides the usual ones.
public final class RealBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final ChildProcess driver;
    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Optional<String> session = Optional.empty();

    private RealBrowser(Sandbox azure, Map<String, String> hosts, Path driverProgram) throws IOException {
        Path folder = Files.createTempDirectory(azure.state(), "browser");
        int port = Ports.available(0);
        this.base = "http://127.0.0.1:" + port;
        this.driver = ChildProcess.start(
                List.of(driverProgram.toString(), "--port=" + port),
                folder,
                Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")),
                folder.resolve("driver.log"));
        try {
            awaitReady();
            Map<?, ?> made = (Map<?, ?>) send("POST", "/session", capabilities(azure, hosts, folder));
            this.session = Optional.of(made.get("sessionId").toString());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts one, or says why there is none.
    ///
    /// @param hosts names that this browser alone resolves to these addresses
    /// @param refusal receives what is missing
    public static Optional<RealBrowser> open(Sandbox azure, Map<String, String> hosts, Consumer<String> refusal)
            throws IOException {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> driver = onPath("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            refusal.accept("chromium and chromedriver are not installed");
            return Optional.empty();
        }
        return Optional.of(new RealBrowser(azure, hosts, driver.get()));
    }

    public void go(URI page) {
        command("POST", "/url", Map.of("url", page.toString()));
    }

    public void type(String id, String text) {
        command("POST", "/element/" + element(id) + "/value", Map.of("text", text));
    }

    public void click(String id) {
        command("POST", "/element/" + element(id) + "/click", Map.of());
    }

    /// Waits until the page says this.
    public void awaitText(String text) {
        await(text, this::page);
    }

    /// Waits until the page has this title.
    public void awaitTitle(String title) {
        await(title, () -> command("GET", "/title", Map.of()).toString());
    }

    private void await(String wanted, Supplier<String> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String seen = "";
        while (System.nanoTime() < end) {
            try {
                seen = look.get();
            } catch (SandboxException e) {
                seen = "a page that is just changing: " + e.getMessage();
            }
            if (seen.contains(wanted)) {
                return;
            }
            pause();
        }
        throw new AssertionError("The page shows '" + seen + "', not '" + wanted + "'");
    }

    private String page() {
        String script = "return document.body.innerText";
        return command("POST", "/execute/sync", Map.of("script", script, "args", List.of()))
                .toString();
    }

    private String element(String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Map<?, ?> found =
                        (Map<?, ?>) command("POST", "/element", Map.of("using", "css selector", "value", "#" + id));
                return found.get(ELEMENT).toString();
            } catch (SandboxException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static Map<String, Object> capabilities(Sandbox azure, Map<String, String> hosts, Path folder) {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--ignore-certificate-errors-spki-list=" + keyHash(azure)));
        if (!hosts.isEmpty()) {
            arguments.add("--host-resolver-rules="
                    + String.join(
                            ",",
                            hosts.entrySet().stream()
                                    .map(e -> "MAP " + e.getKey() + " " + e.getValue())
                                    .toList()));
        }
        return Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "browserName",
                                "chrome",
                                "goog:chromeOptions",
                                Map.of(
                                        "binary",
                                        onPath("chromium").orElseThrow().toString(),
                                        "args",
                                        arguments))));
    }

    private static String keyHash(Sandbox azure) {
        try {
            byte[] key =
                    azure.certificateAuthority().certificate().getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                send("GET", "/status", Map.of());
                return;
            } catch (SandboxException e) {
                if (System.nanoTime() > end || !driver.isAlive()) {
                    throw new SandboxException("chromedriver did not start: " + driver.lines(), e);
                }
                pause();
            }
        }
    }

    private Object command(String method, String path, Map<String, Object> body) {
        return send(method, "/session/" + session.orElseThrow() + path, body);
    }

    private Object send(String method, String path, Map<String, Object> body) {
        var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        HttpRequest request = method.equals("POST")
                ? builder.POST(HttpRequest.BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)))
                        .header("Content-Type", "application/json")
                        .build()
                : builder.method(method, HttpRequest.BodyPublishers.noBody()).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SandboxException("The browser refused %s: %s"
                        .formatted(path, response.body().lines().findFirst().orElse("")));
            }
            Object value = JSONObjectUtils.parse(response.body()).get("value");
            return value == null ? "" : value;
        } catch (IOException | ParseException e) {
            throw new SandboxException("The browser does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Waiting for the browser was interrupted.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Waiting for the browser was interrupted.", e);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        try {
            session.ifPresent(id -> send("DELETE", "/session/" + id, Map.of()));
        } catch (SandboxException e) {
            System.err.println("The browser did not end by itself: " + e.getMessage());
        }
        driver.close();
        http.close();
    }
}
