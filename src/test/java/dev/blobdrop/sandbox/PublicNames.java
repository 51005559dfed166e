package dev.blobdrop.sandbox;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The sandbox under the names of the public cloud, for one tree of processes: these have an
/// `/etc/hosts` of their own in which `login.microsoftonline.com`, `management.azure.com` and the
/// account's host are loopback addresses, each on port 443. Programs run in it with the
/// configuration of production; only the certificate authority is added.
///
/// Needs Linux, the right to make a mount namespace and the right to listen below port 1024.
public final class PublicNames implements AutoCloseable {
    private static final String ENTER = "mount --bind \"$1\" /etc/hosts || exit 97; shift; exec \"$@\"";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Sandbox azure;
    private final Path hosts;

    private PublicNames(Sandbox azure) throws IOException {
        this.azure = azure;
        this.hosts = azure.state().resolve("hosts");
        try {
            var certificate = azure.certificateAuthority().issue(List.of("management.azure.com"));
            var manager = new SecureServer(0, certificate.serverContext(), PublicNames::manage);
            parts.push(manager);
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put(
                    "login.microsoftonline.com",
                    URI.create(azure.identityProvider().authorityHost()).getPort());
            ports.put("management.azure.com", manager.port());
            ports.put(accountHost(), azure.gateway().port());
            StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
            int last = 1;
            for (Map.Entry<String, Integer> name : ports.entrySet()) {
                byte[] address = {127, 77, 0, (byte) last++};
                var loopback = InetAddress.getByAddress(name.getKey(), address);
                parts.push(new Relay(new InetSocketAddress(loopback, 443), name.getValue()));
                lines.append(loopback.getHostAddress()).append(' ').append(name.getKey());
                lines.append('\n');
            }
            Files.writeString(hosts, lines);
            enter();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Opens the names, or says why this machine refuses it.
    ///
    /// @param refusal receives the reason; nothing stays open then
    public static Optional<PublicNames> open(Sandbox azure, Consumer<String> refusal) {
        try {
            return Optional.of(new PublicNames(azure));
        } catch (IOException e) {
            refusal.accept(e.getMessage());
            return Optional.empty();
        }
    }

    /// The account's address in production's form.
    public String accountUrl() {
        return "https://" + accountHost();
    }

    /// The words that run this program among the public names.
    public List<String> command(String... program) {
        List<String> words = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", ENTER, "sh", hosts.toString()));
        words.addAll(List.of(program));
        return words;
    }

    private String accountHost() {
        return azure.accountName() + ".blob.core.windows.net";
    }

    /// Enters once, to know that it is allowed.
    private void enter() throws IOException {
        Process process = new ProcessBuilder(command("grep", "-q", accountHost(), "/etc/hosts"))
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                throw new IOException("a mount namespace is refused: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// What az asks the resource manager after a sign-in: which subscriptions there are.
    private static void manage(HttpExchange exchange) throws IOException {
        String id = "77777777-7777-4777-8777-777777777777";
        Map<String, Object> found = switch (exchange.getRequestURI().getPath()) {
            case "/subscriptions" ->
                Map.of(
                        "id",
                        "/subscriptions/" + id,
                        "subscriptionId",
                        id,
                        "displayName",
                        "Sandbox",
                        "state",
                        "Enabled",
                        "tenantId",
                        Identities.TENANT);
            case "/tenants" -> Map.of("id", "/tenants/" + Identities.TENANT, "tenantId", Identities.TENANT);
            default -> Map.of();
        };
        byte[] body =
                JSONObjectUtils.toJSONString(Map.of("value", List.of(found))).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(found.isEmpty() ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new SandboxException("The public names did not close: " + e.getMessage(), e);
            }
        }
    }
}
