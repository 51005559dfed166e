package dev.blobdrop.gui.model;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.transfer.EngineSettings;
import dev.blobdrop.core.transfer.TransferEngine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// An Azure that is made of memory: Alice is signed in by the Azure CLI, unless a test says
/// otherwise.
public final class FakeConnector implements Connector {
    public static final Identity ALICE =
            new Identity(
                    "AzureCliCredential",
                    Optional.of("alice@contoso.example"),
                    Optional.empty(),
                    Optional.of("44444444-4444-4444-8444-444444444444"),
                    Optional.of("11111111-1111-4111-8111-111111111111"),
                    false,
                    Instant.parse("2026-01-01T12:00:00Z"));

    private final Map<AccountUrl, MemoryStore> stores = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<Problem> refusal = Optional.empty();
    private volatile Optional<ChainTrace> trace = Optional.empty();

    /// Lets nobody in until the latch is counted down.
    public void holdBack(CountDownLatch until) {
        gate = until;
    }

    public void refuse(Problem problem) {
        refusal = Optional.of(problem);
    }

    public void welcome() {
        refusal = Optional.empty();
    }

    public MemoryStore store(String account) {
        return store(AccountUrl.parse(account));
    }

    @Override
    public Identity signIn() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trace = Optional.of(trace(refusal.isEmpty()));
        refusal.ifPresent(
                problem -> {
                    throw problem.asException();
                });
        return ALICE;
    }

    private static ChainTrace trace(boolean won) {
        return new ChainTrace(
                CredentialKind.DEFAULT,
                List.of(
                        new ChainTrace.Link(
                                1,
                                "EnvironmentCredential",
                                "Environment",
                                ChainTrace.Outcome.UNAVAILABLE,
                                ChainTrace.Effect.MOVED_ON,
                                Optional.of(Duration.ofMillis(1)),
                                "AZURE_CLIENT_ID is not set",
                                List.of()),
                        new ChainTrace.Link(
                                2,
                                "AzureCliCredential",
                                "Azure CLI",
                                won ? ChainTrace.Outcome.WON : ChainTrace.Outcome.FAILED,
                                won ? ChainTrace.Effect.ANSWERED : ChainTrace.Effect.STOPPED_HERE,
                                Optional.of(Duration.ofMillis(420)),
                                won ? "signed in as alice@contoso.example" : "az is not signed in",
                                List.of())),
                won ? Optional.of(ALICE) : Optional.empty(),
                List.of());
    }

    @Override
    public Optional<ChainTrace> trace() {
        return trace;
    }

    @Override
    public MemoryStore store(AccountUrl account) {
        return stores.computeIfAbsent(account, MemoryStore::new);
    }

    @Override
    public TransferEngine engine(AccountUrl account) {
        return new TransferEngine(store(account), EngineSettings.standard());
    }
}
