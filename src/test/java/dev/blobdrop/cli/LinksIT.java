package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.MetadataStandIn;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import dev.blobdrop.sandbox.StandInAz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a link of the chain costs, and what is said of it, when it hangs, is silent or answers
/// oddly: the shipped program, measured. The table is printed and kept in `target/links.md`.
///
/// What waits for a deadline, and for nothing that another test changes, is started once for all
/// tests, which look at it when it has ended.
@ExtendWith(FreshSandbox.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinksIT {
    private static final String METADATA = SlowLinks.METADATA;
    private static final Duration PROGRAM = Duration.ofSeconds(10);
    private static final Duration CHAIN_METADATA = Duration.ofSeconds(2);
    private static final Duration ALONE = Duration.ofSeconds(30);
    private static final String PAGE = "<html>Welcome to the hotel</html>";

    private static final Sandbox AZURE = SharedSandbox.get();
    private static final LinkTable TABLE = new LinkTable();

    private static SlowLinks slow;

    @TempDir
    Path folder;

    @BeforeAll
    static void startWhatWaits(@TempDir Path folder) {
        slow = SlowLinks.start(AZURE, folder, robot("any"), aToken());
    }

    @AfterAll
    static void table() throws IOException {
        slow.close();
        TABLE.write();
    }

    private static String aToken() {
        return AZURE.identityProvider()
                .accessTokens()
                .forApplication(Identities.TENANT, Identities.ROBOT, "https://storage.azure.com", "2");
    }

    private static CommandRun whoami(Map<String, String> environment, String credential) {
        return SlowLinks.whoami(environment, credential).await();
    }

    /// In this JVM: for what ends before a program is looked for.
    private static CommandRun whoamiHere(Map<String, String> environment) {
        return Blobdrop.run(environment, "whoami", "--output", "json", "--credential", "default");
    }

    /// On a laptop where `az` is signed in, so that a chain that moves on ends well.
    private Measured metadata(String what, MetadataStandIn there, String credential) {
        return metadata(what, there, credential, CHAIN_METADATA);
    }

    private Measured metadata(String what, MetadataStandIn there, String credential, Duration limit) {
        try (there) {
            var environment = Variables.with(AZURE.laptopEnvironment(), METADATA, there.url());
            return measured(what, whoami(environment, credential), "ManagedIdentity", limit);
        }
    }

    private static Measured measured(String what, CommandRun run, String link, Duration limit) {
        Measured measured = Measured.of(what, run, link + "Credential", limit);
        TABLE.add(measured);
        assertThat(measured.took()).as(what).isLessThanOrEqualTo(limit.plus(LinkTable.GRACE));
        return measured;
    }

    @Test
    void hungAzIsEndedWithAllThatItStarted() {
        CommandRun run = slow.run("default");

        Measured link = measured("`az` hangs", run, "AzureCli", PROGRAM);
        assertThat(link.ended()).isEqualTo("timed-out, moved-on");
        assertThat(link.reason()).isEqualTo("no answer within 10 s, so it was stopped");
        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.events("link")).hasSize(9);
        assertThat(slow.hung("default").running()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "az, AzureCli, az account get-access-token",
        "azd, AzureDeveloperCli, azd auth login --check-status",
        "pwsh, AzurePowerShell, pwsh -NoProfile -Command Get-AzContext",
    })
    void programThatHangsWhenAskedAlone(String name, String link, String fix) {
        CommandRun run = slow.run(name);

        Measured measured = measured("`" + name + "` hangs, asked alone", run, link, PROGRAM);
        assertThat(measured.ended()).isEqualTo("timed-out, moved-on");
        assertThat(run.exit()).isEqualTo(10);
        assertThat(run.summary().get("problem").toString()).contains("no-answer", "did not answer in time", fix);
        assertThat(slow.hung(name).running()).isEmpty();
    }

    @Test
    void hungAzEndsWithTheProgramThatIsTerminated() throws IOException {
        HungProgram az = HungProgram.write(folder, "az");
        Blobdrop.Running whoami = Blobdrop.start(
                folder, az.first(AZURE.laptopEnvironment()), Blobdrop.PROGRAM, "whoami", "--credential", "azure-cli");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> az.running().size() == 3);
        whoami.signal("TERM");

        assertThat(whoami.await().exit()).isEqualTo(143);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> az.running().isEmpty());
    }

    @Test
    void azPrintsAWarning() {
        AZURE.az().mode(StandInAz.Mode.WARNS);
        CommandRun run = whoami(AZURE.laptopEnvironment(), "azure-cli");

        Measured link = measured("`az` prints a warning", run, "AzureCli", PROGRAM);
        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason()).contains("export AZURE_CORE_ONLY_SHOW_ERRORS=true");
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void azIsSignedOut() {
        AZURE.az().mode(StandInAz.Mode.SIGNED_OUT);
        CommandRun run = whoami(AZURE.laptopEnvironment(), "azure-cli");

        Measured link = measured("`az` is signed out", run, "AzureCli", PROGRAM);
        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason()).isEqualTo("az is not signed in; run: az login");
    }

    @ParameterizedTest
    @CsvSource({
        "200, a captive portal or proxy",
        "403, a proxy or firewall",
        "404, a proxy or firewall",
        "500, a proxy or gateway",
    })
    void strangerAtTheMetadataAddress(int status, String who) {
        Measured link = metadata(
                "metadata answers " + status + " with a web page",
                MetadataStandIn.answering(status, "text/html", PAGE),
                "default");

        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason())
                .isEqualTo("the metadata endpoint answered " + status + " with a web page: " + who + ", not Azure");
        assertThat(link.exit()).isZero();
    }

    @Test
    void loginPageAtTheMetadataAddress() {
        Measured link = metadata("metadata redirects (302) to a login page", MetadataStandIn.redirecting(), "default");

        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason()).contains("302", "captive portal");
        assertThat(link.exit()).isZero();
    }

    @Test
    void silentMetadataAddress() {
        Measured silent = metadata("metadata silent", MetadataStandIn.silent(), "default");
        Measured dropped = metadata("metadata drops packets", MetadataStandIn.unreachable(), "default");
        MetadataStandIn closed = MetadataStandIn.silent();
        closed.close();
        Measured refused = metadata("metadata refuses connections", closed, "default");

        assertThat(List.of(silent, dropped)).allSatisfy(link -> {
            assertThat(link.ended()).isEqualTo("timed-out, moved-on");
            assertThat(link.reason()).startsWith("no answer within");
        });
        assertThat(refused.ended()).isEqualTo("unavailable, moved-on");
        assertThat(List.of(silent, dropped, refused)).extracting(Measured::exit).containsOnly(0);
    }

    /// In a cluster a managed identity is waited for, silence is not.
    @Test
    void silentMetadataAddressInAPod() {
        try (MetadataStandIn silent = MetadataStandIn.silent()) {
            var environment = Variables.without(
                    Variables.with(AZURE.podEnvironment(), METADATA, silent.url()),
                    "AZURE_FEDERATED_TOKEN_FILE",
                    "AZURE_CLIENT_ID",
                    "AZURE_TENANT_ID");
            Measured link = measured(
                    "metadata silent, in a pod", whoami(environment, "default"), "ManagedIdentity", CHAIN_METADATA);

            assertThat(link.ended()).isEqualTo("timed-out, moved-on");
            assertThat(link.exit()).isEqualTo(10);
        }
    }

    @Test
    void managedIdentityAnswers() {
        Measured link = metadata(
                "managed identity answers", MetadataStandIn.azure(aToken(), Duration.ZERO), "default", PROGRAM);

        assertThat(link.ended()).isEqualTo("won, answered");
    }

    @Test
    void machineWithoutAManagedIdentity() {
        Measured link = metadata("no managed identity assigned", MetadataStandIn.azureWithoutIdentity(), "default");

        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason()).startsWith("the metadata endpoint responds, but");
        assertThat(link.exit()).isZero();
    }

    /// The library would try for 25 s and then end the chain.
    @Test
    void metadataServiceInTroubleDoesNotHoldUpTheChain() {
        Measured link = metadata(
                "metadata service answers 404 to every token request",
                MetadataStandIn.azureInTrouble(404, 1000, aToken()),
                "default");

        assertThat(link.ended()).isEqualTo("unavailable, moved-on");
        assertThat(link.reason()).contains("answered 404 to the token request");
        assertThat(link.exit()).isZero();
        assertThat(link.callsOfOthers())
                .as("its calls are put down to nobody else")
                .isZero();
    }

    @Test
    void slowManagedIdentityIsWaitedForWhenAskedAlone() {
        Measured inChain = metadata(
                "managed identity takes 4 s", MetadataStandIn.azure(aToken(), Duration.ofSeconds(4)), "default");
        Measured alone =
                measured("managed identity takes 4 s, asked alone", slow.run("slow"), "ManagedIdentity", ALONE);
        Measured repeated =
                measured("metadata service answers 429 twice, asked alone", slow.run("busy"), "ManagedIdentity", ALONE);

        assertThat(inChain.ended()).isEqualTo("timed-out, moved-on");
        assertThat(inChain.reason()).contains("; on its own it gets 30 s");
        assertThat(alone.ended()).isEqualTo("won, answered");
        assertThat(repeated.ended()).isEqualTo("won, answered");
    }

    /// It is Azure, but what it takes for a refusal and what it takes for a token are too much
    /// together.
    @Test
    void managedIdentityThatIsSlowInEverythingIsSaidToGetMoreTimeAlone() {
        Measured link = metadata(
                "metadata service takes 0.8 s for a refusal, 1.6 s for a token",
                MetadataStandIn.slowAzure(aToken(), Duration.ofMillis(800), Duration.ofMillis(1600)),
                "default");

        assertThat(link.ended()).isEqualTo("timed-out, moved-on");
        assertThat(link.reason()).contains("; on its own it gets 30 s");
    }

    private static Map<String, String> robot(String secret) {
        Map<String, String> environment = new TreeMap<>(AZURE.laptopEnvironment());
        environment.put("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
        environment.put("AZURE_TENANT_ID", Identities.TENANT);
        environment.put("AZURE_CLIENT_SECRET", secret);
        return environment;
    }

    @Test
    void staleSecretEndsTheChain() {
        Measured wrong = measured("client secret is wrong", whoamiHere(robot("stale")), "Environment", ALONE);
        AZURE.identityProvider()
                .fail(
                        1000,
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The"
                                + " provided client secret keys for app are expired.\","
                                + "\"error_codes\":[7000222]}");
        Measured expired = measured("client secret has expired", whoamiHere(robot("stale")), "Environment", ALONE);

        assertThat(List.of(wrong, expired)).allSatisfy(link -> {
            assertThat(link.ended()).isEqualTo("failed, stopped-here");
            assertThat(link.reason()).contains("secret");
            assertThat(link.exit()).isEqualTo(11);
        });
    }

    @Test
    void tokenFileThatCannotBeRead() throws IOException {
        Path unreadable = Files.createDirectory(folder.resolve("token"));
        var environment = Variables.with(AZURE.podEnvironment(), "AZURE_FEDERATED_TOKEN_FILE", unreadable.toString());
        Measured link = measured("token file cannot be read", whoamiHere(environment), "WorkloadIdentity", ALONE);

        assertThat(link.ended()).isEqualTo("failed, stopped-here");
        assertThat(link.reason()).isEqualTo("Cannot read the federated token from " + unreadable);
        assertThat(link.exit()).isEqualTo(10);
    }

    @Test
    void clockSkew() {
        AZURE.cluster().project(AZURE.cluster().token().notYetValid());
        Measured early = measured(
                "clock skew: token not valid yet", whoamiHere(AZURE.podEnvironment()), "WorkloadIdentity", ALONE);
        AZURE.cluster().project(AZURE.cluster().token().expired());
        Measured late = measured(
                "clock skew: token has expired", whoamiHere(AZURE.podEnvironment()), "WorkloadIdentity", ALONE);

        assertThat(List.of(early, late)).extracting(Measured::ended).containsOnly("failed, stopped-here");
        assertThat(early.reason()).contains("expired or not yet valid");
        assertThat(early.exit()).isEqualTo(11);
        assertThat(late.reason()).contains("has expired");
        assertThat(late.exit()).isEqualTo(10);
    }

    /// Nobody else is asked then: the program must not go on as somebody else. The last of those
    /// that wait.
    @Test
    @Order(Integer.MAX_VALUE)
    void silentSignInHostEndsTheChain() {
        Measured link = measured("sign-in host silent", slow.run("silent"), "Environment", ALONE);

        assertThat(link.ended()).endsWith("stopped-here");
        assertThat(link.exit()).isEqualTo(20);
    }
}
