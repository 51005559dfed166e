package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Behind a company's proxy: names that only the proxy can resolve are reached through it, for
/// sign-in and storage alike, and the doctor says what the proxy does.
@ExtendWith(FreshSandbox.class)
class ProxyIT {
    private static final String LOGIN = "login.sandbox.invalid";

    private final Sandbox azure = SharedSandbox.get();
    private final String storage = azure.accountName() + ".blob.sandbox.invalid";

    private ForwardProxy proxy(Optional<String> authorization) throws IOException {
        int login = URI.create(azure.identityProvider().authorityHost()).getPort();
        return new ForwardProxy(Map.of(LOGIN, login, storage, azure.gateway().port()), authorization);
    }

    private Map<String, String> behind(String proxy) {
        Map<String, String> variables = new TreeMap<>(azure.podEnvironment());
        variables.put("HTTPS_PROXY", proxy);
        variables.put("AZURE_AUTHORITY_HOST", "https://" + LOGIN + "/");
        variables.put("STORAGE_ACCOUNT_URL", "https://" + storage);
        variables.put("BLOBDROP_TRUST_HOST", storage + ", other.blob.sandbox.invalid");
        return variables;
    }

    private static CommandRun run(Map<String, String> variables, String command, String... more) {
        String[] line = new String[more.length + 3];
        line[0] = command;
        line[1] = "--credential";
        line[2] = "workload-identity";
        System.arraycopy(more, 0, line, 3, more.length);
        return Blobdrop.run(variables, line);
    }

    @Test
    void signInAndUploadGoThroughIt() throws Exception {
        try (ForwardProxy proxy = proxy(Optional.empty())) {
            CommandRun run = run(behind("http://127.0.0.1:" + proxy.port()), "hello");

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(proxy.asked()).contains(LOGIN, storage);
            assertThat(azure.blobs().list(azure.container())).hasSize(1);
        }
    }

    @Test
    void theDoctorGoesThroughItToo() throws Exception {
        try (ForwardProxy proxy = proxy(Optional.empty())) {
            CommandRun run = run(behind("http://127.0.0.1:" + proxy.port()), "doctor", "--verbose");

            assertThat(run.exit()).as(run.out()).isZero();
            assertThat(run.out()).contains(LOGIN + ":443 through the proxy 127.0.0.1:");
        }
    }

    @Test
    void withAPasswordThatIsNeverShown() throws Exception {
        try (ForwardProxy proxy = proxy(Optional.of("Basic dXNlcjpodW50ZXIy"))) {
            String at = "@127.0.0.1:" + proxy.port();

            CommandRun known = run(behind("http://user:hunter2" + at), "hello");
            CommandRun unknown = run(behind("http://user:hunter3" + at), "doctor", "--output", "json");

            assertThat(known.exit()).as(known.err()).isZero();
            assertThat(unknown.exit()).isEqualTo(20);
            assertThat(unknown.out())
                    .contains("\"row\":\"C4\"", "407 Proxy Authentication Required")
                    .doesNotContain("hunter", "aHVudGVy");
        }
    }

    @Test
    void whatTheProxyRefusesIsNamedAsTheProxysDoing() throws Exception {
        try (ForwardProxy proxy = proxy(Optional.empty())) {
            Map<String, String> variables = behind("http://127.0.0.1:" + proxy.port());
            variables.put("STORAGE_ACCOUNT_URL", "https://other.blob.sandbox.invalid");

            CommandRun run = run(variables, "doctor");

            assertThat(run.exit()).isEqualTo(20);
            assertThat(run.out())
                    .contains("Cause: Cannot connect through the HTTP proxy (C4")
                    .contains("it answers HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void hostsOfNoProxyAreReachedDirectly() {
        Map<String, String> variables = behind("http://127.0.0.1:9");
        variables.put("NO_PROXY", "example.org,.sandbox.invalid");

        CommandRun run = run(variables, "doctor");

        assertThat(run.exit()).isEqualTo(20);
        assertThat(run.out()).contains("(C1", LOGIN + ":443 does not resolve");
    }

    @Test
    void thisMachineIsNeverAskedForThroughIt() {
        Map<String, String> variables = new TreeMap<>(azure.podEnvironment());
        variables.put("HTTPS_PROXY", "http://127.0.0.1:9");

        CommandRun run = run(variables, "hello");

        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void anAddressThatIsNoProxysIsACauseOfItsOwn() {
        Map<String, String> variables = behind("socks5://user:hunter2@127.0.0.1:9");

        CommandRun run = run(variables, "doctor");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("Cause: Cannot use the proxy in HTTPS_PROXY (bad-proxy)")
                .doesNotContain("hunter2");
    }
}
