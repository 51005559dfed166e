package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.identity.PodFault;
import dev.blobdrop.core.identity.chain.CredentialChain;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.storage.AccountUrl;
import dev.blobdrop.core.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The shared state of all stages of one examination: the request, and the results of earlier
/// stages.
final class Examination {
    /// Beyond this difference of the clocks, tokens look expired or not yet valid to the other
    /// side.
    static final Duration SKEW_LIMIT = Duration.ofMinutes(5);

    private final DoctorRequest request;
    private final CredentialChain chain;
    private final Optional<BlobStore> store;
    private final Clock clock;
    private final List<String> proven = new ArrayList<>();
    private Optional<FederatedToken> token = Optional.empty();
    private Optional<Identity> identity = Optional.empty();
    private Facts facts;

    Examination(DoctorRequest request, CredentialChain chain, Optional<BlobStore> store, Clock clock) {
        this.request = request;
        this.chain = chain;
        this.store = store;
        this.clock = clock;
        this.facts = request.plan()
                .facts()
                .with("ctr", request.container())
                .and(request.account().map(AccountUrl::facts).orElse(Facts.NONE))
                .and(FederatedToken.facts(request.plan()));
    }

    DoctorRequest request() {
        return request;
    }

    CredentialPlan plan() {
        return request.plan();
    }

    Environment environment() {
        return request.plan().environment();
    }

    CredentialChain chain() {
        return chain;
    }

    Optional<BlobStore> store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    Facts facts() {
        return facts;
    }

    Optional<FederatedToken> token() {
        return token;
    }

    void token(FederatedToken found) {
        token = Optional.of(found);
    }

    Optional<Identity> identity() {
        return identity;
    }

    void identity(Identity found) {
        identity = Optional.of(found);
        facts = facts.and(found.facts());
    }

    /// Records that something certainly works.
    void proven(String what) {
        proven.add(what);
    }

    List<String> proven() {
        return List.copyOf(proven);
    }

    Cause cause(PodFault fault) {
        return cause(Catalogue.standard().byCode(fault.code()).orElseThrow().id(), fault.evidence());
    }

    Cause cause(String row, String... evidence) {
        return Cause.of(row, facts, List.of(evidence));
    }

    Cause cause(String row, List<String> evidence) {
        return Cause.of(row, facts, evidence);
    }
}
