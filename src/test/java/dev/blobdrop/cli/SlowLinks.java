package dev.blobdrop.cli;

import static org.awaitility.Awaitility.await;

import dev.blobdrop.sandbox.MetadataStandIn;
import dev.blobdrop.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs of the shipped program that wait for a deadline, and for nothing that a test changes: all
/// of them are started at once and looked at when they have ended.
final class SlowLinks implements AutoCloseable {
    static final String METADATA = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private final Map<String, HungProgram> hung = new HashMap<>();
    private final Map<String, Blobdrop.Running> started = new HashMap<>();
    private final MetadataStandIn silent = MetadataStandIn.silent();
    private final MetadataStandIn slow;
    private final MetadataStandIn busy;

    private SlowLinks(String token) {
        slow = MetadataStandIn.azure(token, Duration.ofSeconds(4));
        busy = MetadataStandIn.azureInTrouble(429, 2, token);
    }

    /// Returns when they do nothing but wait, so that they make nothing else late.
    ///
    /// @param signIn an environment that signs in with a secret
    static SlowLinks start(Sandbox azure, Path folder, Map<String, String> signIn, String token) {
        azure.reset();
        Map<String, String> laptop = azure.laptopEnvironment();
        SlowLinks all = new SlowLinks(token);
        String nobody = all.silent.url().replace("http:", "https:");
        all.started.put("silent", whoami(Variables.with(signIn, "AZURE_AUTHORITY_HOST", nobody), "default"));
        all.hang(folder, laptop, "default", "az", "default");
        all.hang(folder, laptop, "az", "az", "azure-cli");
        all.hang(folder, laptop, "azd", "azd", "azure-developer-cli");
        all.hang(folder, laptop, "pwsh", "pwsh", "azure-powershell");
        all.ask(laptop, "slow", all.slow);
        all.ask(laptop, "busy", all.busy);
        await().until(all::waits);
        return all;
    }

    private boolean waits() {
        return hung.values().stream().allMatch(program -> program.running().size() >= 2)
                && !slow.requests().isEmpty()
                && !busy.requests().isEmpty();
    }

    private void hang(Path folder, Map<String, String> laptop, String what, String name, String credential) {
        HungProgram program = HungProgram.write(folder.resolve(what), name);
        hung.put(what, program);
        // Alone they would get a minute.
        Map<String, String> first = program.first(laptop);
        started.put(what, whoami(Variables.with(first, "BLOBDROP_CREDENTIAL_TIMEOUT", "10s"), credential));
    }

    private void ask(Map<String, String> laptop, String what, MetadataStandIn there) {
        started.put(what, whoami(Variables.with(laptop, METADATA, there.url()), "managed-identity"));
    }

    static Blobdrop.Running whoami(Map<String, String> environment, String credential) {
        return Blobdrop.start(
                Path.of(""), environment, Blobdrop.PROGRAM, "whoami", "--output", "json", "--credential", credential);
    }

    /// What came of it, when it has ended.
    CommandRun run(String what) {
        return started.get(what).await();
    }

    HungProgram hung(String what) {
        return hung.get(what);
    }

    @Override
    public void close() {
        List.of(silent, slow, busy).forEach(MetadataStandIn::close);
    }
}
