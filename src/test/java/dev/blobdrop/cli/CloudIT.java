package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.ForwardProxy;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The account's host tells the cloud, and with it whom to ask for a token.
@ExtendWith(FreshSandbox.class)
class CloudIT {
    private static final List<String> AUTHORITIES = List.of(
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.chinacloudapi.cn",
            "login.partner.microsoftonline.cn");

    private final Sandbox azure = SharedSandbox.get();

    /// The library knows the two names of Azure in China as one.
    private static boolean isSame(String asked, String authority) {
        return asked.equals(authority) || asked.endsWith(".cn") && authority.endsWith(".cn");
    }

    private ForwardProxy proxy() throws IOException {
        int port = URI.create(azure.identityProvider().authorityHost()).getPort();
        Map<String, Integer> ports = AUTHORITIES.stream().collect(Collectors.toMap(name -> name, name -> port));
        return new ForwardProxy(ports, Optional.empty());
    }

    private Map<String, String> variables(ForwardProxy proxy) {
        Map<String, String> variables = new HashMap<>(azure.podEnvironment());
        variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
        variables.put("AZURE_CLIENT_SECRET", "any");
        variables.put("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
        variables.remove("AZURE_AUTHORITY_HOST");
        return variables;
    }

    @ParameterizedTest
    @CsvSource({
        "gov1.blob.core.usgovcloudapi.net,environment,login.microsoftonline.us",
        "gov1.dfs.core.usgovcloudapi.net,workload-identity,login.microsoftonline.us",
        "cn1.privatelink.blob.core.chinacloudapi.cn,environment,login.chinacloudapi.cn",
        "acct.z01.blob.storage.azure.net,environment,login.microsoftonline.com",
    })
    void theAccountsCloudSignsIn(String account, String credential, String authority) throws IOException {
        try (ForwardProxy proxy = proxy()) {
            Map<String, String> variables = variables(proxy);
            variables.put("STORAGE_ACCOUNT_URL", account);

            CommandRun run = Blobdrop.run(variables, "whoami", "--credential", credential);

            assertThat(run.exit()).isNotZero();
            assertThat(proxy.asked()).as(run.out() + run.err()).isNotEmpty();
            assertThat(proxy.asked()).allMatch(asked -> isSame(asked, authority));
        }
    }

    @Test
    void anAuthorityThatIsGivenWins() throws IOException {
        try (ForwardProxy proxy = proxy()) {
            Map<String, String> variables = variables(proxy);
            variables.put("STORAGE_ACCOUNT_URL", "gov1.blob.core.usgovcloudapi.net");
            variables.put("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/");

            Blobdrop.run(variables, "whoami", "--credential", "environment");
            assertThat(proxy.asked()).containsOnly("login.microsoftonline.com");

            Blobdrop.run(
                    variables,
                    "whoami",
                    "--credential",
                    "environment",
                    "--authority-host",
                    "https://login.chinacloudapi.cn/");
            assertThat(proxy.asked())
                    .contains("login.microsoftonline.com")
                    .anyMatch(asked -> isSame(asked, "login.chinacloudapi.cn"))
                    .doesNotContain("login.microsoftonline.us");
        }
    }
}
