package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHostsTest {
    private final TrustedHosts hosts = TrustedHosts.with(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contosodata.blob.core.windows.net",
                "ContosoData.BLOB.core.Windows.net",
                "contosodata-secondary.blob.core.windows.net",
                "contosodata.privatelink.blob.core.windows.net",
                "contosodata-microsoftrouting.blob.core.windows.net",
                "contosodata.z01.blob.storage.azure.net",
                "contosodata-secondary.z40.blob.storage.azure.net",
                "contosodata.blob.core.usgovcloudapi.net",
                "contosodata.privatelink.blob.core.usgovcloudapi.net",
                "contosodata.blob.core.chinacloudapi.cn",
                "localhost",
                "127.0.0.1",
                "127.9.8.7",
                "::1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
            })
    void azuresOwnHostsAndThisMachineAreTrusted(String host) {
        assertThat(hosts.trusts(host)).isTrue();
        assertThat(hosts.trusts(host)).as("a second time").isTrue();
        hosts.check(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contosodata.blob.core.windows.net.attacker.example",
                "contosodata.blob.core.windows.net.",
                "contosodatablob.core.windows.net",
                "evilblob.core.windows.net",
                "blob.core.windows.net",
                ".blob.core.windows.net",
                "..blob.core.windows.net",
                "a..blob.core.windows.net",
                "-.blob.core.windows.net",
                "contosodata.blob.core.windows.net%2eattacker.example",
                "attacker.example%2f.blob.core.windows.net",
                "attacker.example/.blob.core.windows.net",
                "attacker.example#.blob.core.windows.net",
                "attacker.example\\.blob.core.windows.net",
                "me@contosodata.blob.core.windows.net",
                "contosodata.blob.core.windows.net:443",
                "contosodat\u0430.blob.core.windows.net",
                "contosodata.blob\u3002core.windows.net",
                "contosodata.blob.core.w\u0131ndows.net",
                "contosodata.blob.core.windows.net\n",
                "contosodata.blob.xn--core.windows.net",
                "contosodata.blob.core.windows.com",
                "contosodata.dfs.core.windows.net",
                "contosodata.blob.core.usgovcloudapi.com",
                "contosodata.blob.core.chinacloudapi.cn.example",
                "contosodata.blob.azure.net",
                "contosodata.blob.fakestorage.azure.net",
                "contosodata.azureedge.net",
                "localhost.",
                "localhost.attacker.example",
                "attacker.localhost",
                "127.0.0.1.attacker.example",
                "127.1",
                "127.0.0.256",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "128.0.0.1",
                "10.0.0.1",
                "::2",
                "[::]",
                "[fd00::1]",
                "",
            })
    void whatOnlyLooksLikeOneIsNot(String host) {
        assertThat(hosts.trusts(host)).isFalse();
        Problem problem = Thrown.by(() -> hosts.check(host));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo(TrustedHosts.UNTRUSTED);
        assertThat(problem.remedy()).first().asString().startsWith("trust-host ");
    }

    @Test
    void aNameStandsForItselfOnly() {
        TrustedHosts named = TrustedHosts.with(List.of("Files.Contoso.com.", "[FD00::1]"));

        assertThat(named.trusts("files.contoso.com")).isTrue();
        assertThat(named.trusts("FILES.contoso.com")).isTrue();
        assertThat(named.trusts("[fd00::1]")).isTrue();
        assertThat(named.trusts("a.files.contoso.com")).isFalse();
        assertThat(named.trusts("contoso.com")).isFalse();
        assertThat(named.trusts("files.contoso.com.example")).isFalse();
    }

    @Test
    void whatIsTakenBackIsNotTrustedAnyMore() {
        hosts.add("files.contoso.com");
        assertThat(hosts.trusts("files.contoso.com")).isTrue();

        hosts.remove("files.contoso.com");

        assertThat(hosts.trusts("files.contoso.com")).isFalse();
    }

    @Test
    void theVariableNamesSeveralButNotForAReplayedPod() {
        Map<String, String> variables = Map.of("BLOBDROP_TRUST_HOST", "a.example, b.example\n");

        assertThat(TrustedHosts.with(List.of(), new Environment(variables)).trusts("b.example"))
                .isTrue();
        assertThat(TrustedHosts.with(List.of(), Environment.ofPod(variables)).trusts("b.example"))
                .isFalse();
    }

    @Test
    void aLookAlikeIsCalledOne() {
        assertThat(Thrown.by(() -> hosts.check("a.blob.core.windows.net.example"))
                        .detail())
                .startsWith("It only looks like an Azure storage host");
        assertThat(Thrown.by(() -> hosts.check("files.contoso.com")).detail())
                .startsWith("Blobdrop doesn't know it as an Azure storage host");
    }

    /// Who is asked all the time must not remember what is taken back at that moment.
    @Test
    void trustThatIsTakenBackWhileItIsAskedForIsGone() throws Exception {
        TrustedHosts hosts = TrustedHosts.with(List.of());
        AtomicBoolean asked = new AtomicBoolean(true);
        Thread asking = Thread.ofPlatform().start(() -> {
            while (asked.get()) {
                hosts.trusts("blobs.example");
            }
        });
        try {
            for (int i = 0; i < 400_000; i++) {
                hosts.add("blobs.example");
                Thread.onSpinWait();
                hosts.remove("blobs.example");
                assertThat(hosts.trusts("blobs.example")).as("round " + i).isFalse();
            }
        } finally {
            asked.set(false);
            asking.join();
        }
    }
}
