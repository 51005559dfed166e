package dev.blobdrop.gui.model;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.ChainListener;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialChain;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.SignInHost;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.AzureBlobStore;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.transfer.EngineSettings;
import dev.blobdrop.core.transfer.TransferEngine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The wiring of the window, by hand and in one place: the environment becomes a transport, a
/// credential chain and an engine for each account. Nothing is built before it is needed, because
/// the window is to be there first.
public final class AzureConnector implements Connector {
    private final Environment environment;
    private final Map<AccountUrl, BlobStore> stores = new HashMap<>();
    private final Map<AccountUrl, TransferEngine> engines = new HashMap<>();
    private volatile Optional<Wiring> wiring = Optional.empty();

    private record Wiring(HttpTransport transport, CredentialChain chain) {}

    public AzureConnector(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Identity signIn() {
        return wiring().chain().signIn();
    }

    @Override
    public Optional<ChainTrace> trace() {
        return wiring.map(present -> present.chain().trace());
    }

    @Override
    public synchronized BlobStore store(AccountUrl account) {
        return stores.computeIfAbsent(account, this::newStore);
    }

    @Override
    public synchronized TransferEngine engine(AccountUrl account) {
        return engines.computeIfAbsent(
                account, known -> new TransferEngine(store(known), EngineSettings.standard()));
    }

    private BlobStore newStore(AccountUrl account) {
        CredentialChain chain = wiring().chain();
        return new AzureBlobStore(account, chain.credential(), wiring().transport(), chain::facts);
    }

    private synchronized Wiring wiring() {
        if (wiring.isEmpty()) {
            wiring = Optional.of(wire());
        }
        return wiring.orElseThrow();
    }

    private Wiring wire() {
        HttpTransport transport =
                HttpTransport.create(
                        environment.get("BLOBDROP_CA_FILE").map(Path::of), environment);
        CredentialPlan plan =
                new CredentialPlan(
                        CredentialKind.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        environment,
                        transport,
                        SignInHost.NOBODY);
        return new Wiring(transport, CredentialChain.of(plan, ChainListener.NONE));
    }
}
