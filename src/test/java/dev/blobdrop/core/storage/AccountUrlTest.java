package dev.blobdrop.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountUrlTest {
    private static Problem refusal(String text) {
        Problem problem = Thrown.by(() -> AccountUrl.parse(text));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.code()).isEqualTo("bad-account-url");
        assertThat(problem.remedy()).isNotEmpty();
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contosodata",
                "  contosodata\n",
                "contosodata.blob.core.windows.net",
                "contosodata.blob.core.windows.net/",
                "contosodata.blob.core.windows.net:443",
                "https://contosodata.blob.core.windows.net",
                "https://contosodata.blob.core.windows.net/",
                "https://contosodata.blob.core.windows.net:443/",
                "HTTPS://ContosoData.Blob.Core.Windows.Net/",
                "https://contosodata.dfs.core.windows.net/",
                "contosodata.dfs.core.windows.net",
            })
    void everyWayToSayTheAccountGivesTheSameEndpoint(String text) {
        AccountUrl account = AccountUrl.parse(text);
        assertThat(account).hasToString("https://contosodata.blob.core.windows.net");
        assertThat(account.accountName()).isEqualTo("contosodata");
        assertThat(account.host()).isEqualTo("contosodata.blob.core.windows.net");
    }

    @ParameterizedTest
    @CsvSource({
        "https://gov1.blob.core.usgovcloudapi.net/,https://gov1.blob.core.usgovcloudapi.net,gov1",
        "https://gov1.dfs.core.usgovcloudapi.net/,https://gov1.blob.core.usgovcloudapi.net,gov1",
        "cn1.blob.core.chinacloudapi.cn,https://cn1.blob.core.chinacloudapi.cn,cn1",
        "https://acct.z12.blob.storage.azure.net,https://acct.z12.blob.storage.azure.net,acct",
        "https://files.contoso.com,https://files.contoso.com,files.contoso.com",
        "https://files.contoso.com:8443/,https://files.contoso.com:8443,files.contoso.com",
        "https://acct-secondary.blob.core.windows.net,https://acct-secondary.blob.core.windows.net,acct",
        "https://acct.blob.core.windows.net./,https://acct.blob.core.windows.net,acct",
        "https://acct.z01.dfs.storage.azure.net,https://acct.z01.blob.storage.azure.net,acct",
        "https://acct-secondary.z01.dfs.storage.azure.net,https://acct-secondary.z01.blob.storage.azure.net,acct",
        "https://acct.z01.web.storage.azure.net,https://acct.z01.blob.storage.azure.net,acct",
        "https://acct.z6.web.core.windows.net,https://acct.blob.core.windows.net,acct",
        "https://acct-secondary.z6.web.core.windows.net,https://acct-secondary.blob.core.windows.net,acct",
        "https://acct.privatelink.blob.core.windows.net,https://acct.privatelink.blob.core.windows.net,acct",
        "https://acct.privatelink.dfs.core.windows.net,https://acct.privatelink.blob.core.windows.net,acct",
        "https://acct.z01.privatelink.dfs.storage.azure.net,https://acct.z01.privatelink.blob.storage.azure.net,acct",
        "https://acct-secondary.dfs.core.windows.net,https://acct-secondary.blob.core.windows.net,acct",
        "https://acct-secondary.privatelink.dfs.core.windows.net,https://acct-secondary.privatelink.blob.core.windows.net,acct",
        "https://acct-microsoftrouting.dfs.core.windows.net,https://acct-microsoftrouting.blob.core.windows.net,acct",
        "https://acct-internetrouting.blob.core.windows.net,https://acct-internetrouting.blob.core.windows.net,acct",
        "https://acct.file.core.windows.net,https://acct.blob.core.windows.net,acct",
        "acct.queue.core.windows.net,https://acct.blob.core.windows.net,acct",
        "acct.table.core.usgovcloudapi.net,https://acct.blob.core.usgovcloudapi.net,acct",
        "acct.privatelink.dfs.core.chinacloudapi.cn,https://acct.privatelink.blob.core.chinacloudapi.cn,acct",
        "acct.dfs.core.windows.net.example,https://acct.dfs.core.windows.net.example,acct.dfs.core.windows.net.example",
    })
    void everyDocumentedFormAndADomainOfOnesOwnAreTaken(String text, String endpoint, String name) {
        AccountUrl account = AccountUrl.parse(text);
        assertThat(account).hasToString(endpoint);
        assertThat(account.accountName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:10000/devstoreaccount1,http://127.0.0.1:10000/devstoreaccount1",
        "https://127.0.0.1:10000/devstoreaccount1/,https://127.0.0.1:10000/devstoreaccount1",
        "127.0.0.1:10000/devstoreaccount1,https://127.0.0.1:10000/devstoreaccount1",
        "http://localhost:10000/devstoreaccount1,http://localhost:10000/devstoreaccount1",
        "localhost:10000/devstoreaccount1,https://localhost:10000/devstoreaccount1",
        "https://localhost/devstoreaccount1,https://localhost/devstoreaccount1",
        "http://LOCALHOST:10000/devstoreaccount1,http://localhost:10000/devstoreaccount1",
        "http://[::1]:10000/devstoreaccount1,http://[::1]:10000/devstoreaccount1",
        "[::1]:10000/devstoreaccount1,https://[::1]:10000/devstoreaccount1",
        "https://10.1.2.3:10000/devstoreaccount1,https://10.1.2.3:10000/devstoreaccount1",
        "http://127.9.9.9/devstoreaccount1,http://127.9.9.9/devstoreaccount1",
    })
    void withAnAddressTheAccountIsInThePath(String text, String endpoint) {
        AccountUrl account = AccountUrl.parse(text);
        assertThat(account).hasToString(endpoint);
        assertThat(account.accountName()).isEqualTo("devstoreaccount1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a1b.blob.core.windows.net/c1,c1,",
        "https://a1b.blob.core.windows.net/c1/,c1,",
        "https://a1b.blob.core.windows.net/c1/b.txt,c1,b.txt",
        "https://a1b.blob.core.windows.net/c1/dir/,c1,dir/",
        "https://a1b.blob.core.windows.net/c1/x/y/z.txt,c1,x/y/z.txt",
        "https://a1b.blob.core.windows.net/c1/a%20b%2Bc%25.txt,c1,a b+c%.txt",
        "https://a1b.blob.core.windows.net/c1/%C3%A4/%F0%9F%98%80,c1,ä/😀",
        "https://a1b.blob.core.windows.net/c1/a+b,c1,a+b",
        "https://a1b.blob.core.windows.net/c1/a%2Fb,c1,a/b",
        "https://a1b.blob.core.windows.net/$web/index.html,$web,index.html",
        "http://127.0.0.1:10000/devstoreaccount1/c1/x/y,c1,x/y",
        "localhost:10000/devstoreaccount1/c1,c1,",
    })
    void locationNamesContainerAndBlobDecoded(String text, String container, String blob) {
        AccountUrl.Location location = AccountUrl.parseLocation(text);
        assertThat(location.container()).contains(container);
        assertThat(location.blob().orElse(null)).isEqualTo(blob);
    }

    @Test
    void locationWithoutAContainerIsTheAccount() {
        AccountUrl.Location location = AccountUrl.parseLocation("contosodata");
        assertThat(location.container()).isEmpty();
        assertThat(location.blob()).isEmpty();
    }

    @Test
    void containerInTheAccountUrlIsRefusedWithTheRightOptions() {
        Problem problem = refusal("https://a1b.blob.core.windows.net/data/x.txt");
        assertThat(problem.detail()).contains("container 'data'");
        assertThat(problem.remedy()).containsExactly("account-url https://a1b.blob.core.windows.net", "container data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothingIsRefused(String text) {
        assertThat(refusal(text).detail()).isEqualTo("It is empty.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://contosodata.blob.core.windows.net",
                "http://10.0.0.1:10000/devstoreaccount1",
                "http://127.evil.example/devstoreaccount1",
                "http://localhost.evil.example/devstoreaccount1",
            })
    void plainHttpToAnotherMachineIsRefused(String text) {
        assertThat(refusal(text).detail()).isEqualTo("Unencrypted HTTP is allowed only to this machine.");
    }

    @Test
    void otherSchemesAreRefused() {
        assertThat(refusal("ftp://contosodata.blob.core.windows.net").detail())
                .isEqualTo("It must start with https://.");
        refusal("file:///etc/passwd");
        refusal("abfss://c1@contosodata.dfs.core.windows.net/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a1b.blob.core.windows.net/?sv=2026&sig=S3cr3t%3D",
                "https://a1b.blob.core.windows.net/c1/b?sig=S3cr3t",
                "a1b.blob.core.windows.net?sig=S3cr3t",
                "https://a1b.blob.core.windows.net/c1&sig=S3cr3t",
                "https://a b/c1?sig=S3cr3t",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=S3cr3t==;",
                "BlobEndpoint=https://a1b.blob.core.windows.net/;SharedAccessSignature=sv=1&sig=S3cr3t",
            })
    void signatureOrKeyIsRefusedAndNeverEchoed(String text) {
        assertThat(refusal(text).toString()).doesNotContain("S3cr3t");
    }

    @Test
    void signatureIsExplained() {
        assertThat(refusal("https://a1b.blob.core.windows.net/?sv=1&sig=abc").detail())
                .contains("shared access signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a1b.blob.core.windows.net/?comp=list", "a1b?x", "a1b#y"})
    void queryAndFragmentAreRefused(String text) {
        assertThat(refusal(text).detail()).isEqualTo("It contains a query or a fragment.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:S3cr3t@a1b.blob.core.windows.net/",
                "https://me:S3cr3t@a1b.blob.core.windows.net/?comp=list",
                "https://me:S3cr3t@my_host/",
                "https://me:S3cr3t@a b/",
                "me:S3cr3t@a1b.blob.core.windows.net",
                "ftp://me:S3cr3t@a1b.blob.core.windows.net/",
            })
    void userInfoIsRefusedAndNeverEchoed(String text) {
        assertThat(refusal(text).toString()).doesNotContain("S3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///c1",
                "contoso data",
                "Contoso_Data",
                "ab",
                "abcdefghijklmnopqrstuvwxy",
                "https://contosodat\u0430.blob.core.windows.net",
                "https://contosodata.blob.core.windows.net\u3002attacker.example",
                "https://contosodata.blob.core.windows.net%2eattacker.example",
                "https://contosodata.blob.core.windows.net%00.attacker.example",
                "https://attacker.example\\.blob.core.windows.net",
                "https://contosodata",
                "localhost",
                "ContosoData",
                "https://a1b.blob.core.windows.net/%zz",
                "https://a1b.blob.core.windows.net:port/",
            })
    void invalidAccountIsRefused(String text) {
        assertThat(refusal(text).title()).startsWith("Cannot use the account URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:10000", "http://127.0.0.1:10000/", "https://localhost:10000//c1", "[::1]:10000"
            })
    void addressWithoutAnAccountIsRefused(String text) {
        assertThat(refusal(text).detail()).contains("the account must be the first part of the path");
    }

    @Test
    void oddAccountInAnAddressIsRefusedAndNoDefect() {
        refusal("http://127.0.0.1:10000/dev%20store");
        refusal("http://127.0.0.1:10000/dev%2Fstore");
    }

    @Test
    void factsCarryAccountAndHost() {
        assertThat(AccountUrl.parse("contosodata").facts().values())
                .containsEntry("acct", "contosodata")
                .containsEntry("host", "contosodata.blob.core.windows.net");
        assertThat(AccountUrl.parse("acct-secondary.dfs.core.windows.net")
                        .facts()
                        .values())
                .containsEntry("acct", "acct");
    }

    @Test
    void aDomainOfOnesOwnTellsNoAccount() {
        AccountUrl account = AccountUrl.parse("https://files.contoso.com");

        assertThat(account.facts().values())
                .containsEntry("host", "files.contoso.com")
                .doesNotContainKey("acct");
        assertThat(account.shownName()).isEqualTo("files.contoso.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://contosodata.blob.core.windows.net,contosodata",
        "https://127.0.0.1:10000/devstoreaccount1,devstoreaccount1",
        "https://10.1.2.3:10000/devstoreaccount1,10.1.2.3/devstoreaccount1",
        "https://contosodata.blob.core.windows.net.attacker.example,contosodata.blob.core.windows.net.attacker.example",
    })
    void theHostIsShownWholeWhereItIsNotAzures(String url, String shown) {
        assertThat(AccountUrl.parse(url).shownName()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "acct.blob.core.windows.net,PUBLIC",
        "acct.z01.dfs.storage.azure.net,PUBLIC",
        "acct.privatelink.dfs.core.usgovcloudapi.net,US_GOVERNMENT",
        "acct-secondary.blob.core.chinacloudapi.cn,CHINA",
        "files.contoso.com,",
        "acct.blob.core.usgovcloudapi.net.example,",
    })
    void theCloudFollowsFromTheHost(String url, Cloud cloud) {
        assertThat(AccountUrl.parse(url).cloud()).isEqualTo(Optional.ofNullable(cloud));
    }
}
