package dev.blobdrop.sandbox;

import dev.blobdrop.sandbox.FailureLab.Failure;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The failures of [FailureLab], by the sections of the catalogue.
final class LabFailures {
    private static final String GUID = "77777777-7777-4777-8777-777777777777";

    private LabFailures() {}

    static List<Failure> injection() {
        return List.of(
                failure("A1", "not-in-cluster", lab -> {
                    lab.asLaptop();
                    lab.credential("workload-identity");
                }),
                failure("A2", "not-injected", FailureLab::notInjected),
                failure("A3", "webhook-did-not-run", lab -> {
                    lab.notInjected();
                    lab.set("BLOBDROP_POD_LABEL_WORKLOAD_IDENTITY", "true");
                }),
                failure("A4", "no-client-id", lab -> lab.unset("AZURE_CLIENT_ID")),
                failure("A5", "container-skipped", lab -> lab.unset("AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID")),
                failure(
                        "A6",
                        "client-id-no-guid",
                        lab -> lab.set("AZURE_CLIENT_ID", "/subscriptions/s/resourceGroups/rg")),
                failure("A7", "client-id-by-hand", lab -> lab.expect("--expected-client-id", GUID)),
                failure("A8", "secret-first", lab -> {
                    lab.credential("default");
                    lab.set("AZURE_CLIENT_SECRET", "not-a-real-one");
                }),
                failure("A9", "bad-credential-settings", lab -> {
                    lab.credential("default");
                    lab.set("AZURE_TOKEN_CREDENTIALS", "bad");
                }),
                failure("A10", "proxy-sidecar", lab -> lab.set("BLOBDROP_POD_ANNOTATION_PROXY_SIDECAR", "true")),
                failure("A11", "binding-incomplete", lab -> lab.set("AZURE_KUBERNETES_SNI_NAME", "proxy.example")));
    }

    static List<Failure> token() {
        return List.of(
                failure(
                        "B1",
                        "token-file-missing",
                        lab -> lab.set(
                                "AZURE_FEDERATED_TOKEN_FILE",
                                lab.azure().state().resolve("gone").toString())),
                failure(
                        "B2",
                        "token-file-unreadable",
                        lab -> lab.set(
                                "AZURE_FEDERATED_TOKEN_FILE",
                                lab.azure().state().toString())),
                failure("B3", "token-file-empty", lab -> lab.azure().cluster().project("")),
                failure(
                        "B4",
                        "default-api-token",
                        lab -> lab.token(t -> t.withAudience("https://kubernetes.default.svc"))),
                failure("B5", "token-file-expired", lab -> lab.token(ProjectedToken::expired)),
                failure(
                        "B6",
                        "clock-skew",
                        lab -> lab.azure().identityProvider().clockAhead(Duration.ofHours(2))),
                failure(
                        "B7",
                        "other-subject",
                        lab -> lab.expect("--expected-subject", "system:serviceaccount:uploads:Blobdrop")));
    }

    /// The account's server shows this certificate.
    private static Failure certificate(String row, String code, Function<FailureLab, ServerCertificate> made) {
        return failure(
                row,
                code,
                lab -> lab.set(
                        "STORAGE_ACCOUNT_URL",
                        "https://127.0.0.1:"
                                + lab.azure().serverWith(made.apply(lab))
                                + "/"
                                + lab.azure().accountName()));
    }

    private static ServerCertificate validFor(FailureLab lab, Duration from, Duration until) {
        Instant now = Instant.now();
        return lab.azure().certificateAuthority().issue(now.plus(from), now.plus(until));
    }

    static List<Failure> network() {
        return List.of(
                failure(
                        "C1",
                        "authority-unknown-host",
                        lab -> lab.set("AZURE_AUTHORITY_HOST", "https://login.invalid/")),
                failure(
                        "C2",
                        "authority-refused",
                        lab -> lab.set("AZURE_AUTHORITY_HOST", "https://127.0.0.1:" + Ports.available(0) + "/")),
                failure("C3", "untrusted-certificate", lab -> {
                    Path other = lab.azure().state().resolve("other-ca.pem");
                    CertificateAuthority.create("Another").write(other);
                    lab.set("BLOBDROP_CA_FILE", other.toString());
                }),
                certificate(
                        "C3a",
                        "certificate-name",
                        lab -> lab.azure().certificateAuthority().issueOnly("other.example")),
                certificate(
                        "C3b", "certificate-expired", lab -> validFor(lab, Duration.ofDays(-20), Duration.ofDays(-2))),
                certificate(
                        "C3c",
                        "certificate-not-yet-valid",
                        lab -> validFor(lab, Duration.ofDays(2), Duration.ofDays(20))),
                failure("C4", "http-proxy", lab -> {
                    lab.set("HTTPS_PROXY", "http://127.0.0.1:" + Ports.available(0));
                    lab.set("AZURE_AUTHORITY_HOST", "https://login.sandbox.invalid/");
                }),
                failure("C5", "token-proxy-tls", lab -> {
                    binding(lab);
                    Path other = lab.azure().state().resolve("other-ca.pem");
                    CertificateAuthority.create("Another").write(other);
                    lab.set("AZURE_KUBERNETES_CA_FILE", other.toString());
                }),
                failure("C6", "token-proxy-refused", lab -> {
                    binding(lab);
                    lab.azure().identityProvider().fail(1000, 403, "{\"error\":\"forbidden\"}");
                }),
                failure("C7", "binding-needs-explicit", lab -> {
                    binding(lab);
                    lab.credential("default");
                }));
    }

    private static void binding(FailureLab lab) {
        lab.set(
                "AZURE_KUBERNETES_TOKEN_PROXY",
                lab.azure().identityProvider().authorityHost().replaceFirst("/$", ""));
        lab.set("AZURE_KUBERNETES_CA_FILE", lab.azure().caFile().toString());
    }

    static List<Failure> exchange() {
        return List.of(
                failure("D1", "AADSTS700211", lab -> federated(lab, "https://elsewhere.example/", null, null)),
                failure(
                        "D2",
                        "AADSTS700213",
                        lab -> federated(lab, null, "system:serviceaccount:other:blobdrop", null)),
                failure(
                        "D3",
                        "AADSTS7002138",
                        lab -> federated(lab, null, "system:serviceaccount:Uploads:Blobdrop", null)),
                failure("D4", "AADSTS700212", lab -> federated(lab, null, null, "api://other")),
                failure("D4a", "AADSTS700212/token", lab -> lab.token(t -> t.withAudience("api://other"))),
                failure("D5", "AADSTS70021", lab -> lab.answers(401, 70021, "No match found.")),
                failure("D6", "AADSTS700016", lab -> lab.set("AZURE_CLIENT_ID", GUID)),
                failure("D7", "AADSTS90002", lab -> lab.set("AZURE_TENANT_ID", GUID)),
                failure("D8", "AADSTS700024", lab -> lab.token(ProjectedToken::notYetValid)),
                failure("D9", "AADSTS50166", lab -> lab.azure().cluster().reachable(false)),
                failure("D10", "AADSTS50013", lab -> lab.token(ProjectedToken::signedWithAnotherKey)),
                forced("D11", 700222, "Entra-issued tokens may not be used."),
                failure("D12", "AADSTS7000215", lab -> {
                    lab.asLaptop();
                    lab.credential("environment");
                    lab.set("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
                    lab.set("AZURE_TENANT_ID", Identities.TENANT);
                    lab.set("AZURE_CLIENT_SECRET", "stale");
                }),
                forced("D13", 53003, "Access has been blocked by Conditional Access policies."),
                forced("D14", 500011, "The resource principal was not found."),
                failure("D15", "AADSTS90033", lab -> lab.answers(503, 90033, "A transient error has occurred.")),
                forced("D16", 50076, "You must use multi-factor authentication."),
                forced("D17", 70023, "The assertion's lifetime is too long."),
                forced("D18", 900439, "USGClientNotSupportedOnPublicEndpoint. Use the endpoint of its cloud."),
                forced("D19", 50020, "User account does not exist in tenant. Add it first."));
    }

    static List<Failure> identity() {
        return List.of(
                failure("E1", "node-identity", lab -> {
                    lab.notInjected();
                    lab.credential("default");
                    lab.set(FailureLab.METADATA, lab.azure().nodeMetadata());
                }),
                new Failure(
                        "E3",
                        "app-registration",
                        FailureLab.Named.AS_NOTE,
                        lab -> lab.azure()
                                .identityProvider()
                                .directory()
                                .addApplication(
                                        Identities.TENANT,
                                        Application.registration(
                                                Identities.POD.clientId(), Identities.POD.objectId(), "blobdrop"))),
                failure("E2", "other-tenant", lab -> {
                    lab.azure().identityProvider().directory().addApplication(Identities.OTHER_TENANT, Identities.POD);
                    lab.set("AZURE_TENANT_ID", Identities.OTHER_TENANT);
                }),
                failure("E4", "chain-stopped", lab -> {
                    lab.asLaptop();
                    lab.set("AZURE_CLIENT_ID", Identities.ROBOT.clientId());
                    lab.set("AZURE_TENANT_ID", Identities.TENANT);
                    lab.set("AZURE_CLIENT_SECRET", "any");
                    lab.answers(400, 7000112, "The application is disabled.");
                }));
    }

    private static Failure forced(String row, int code, String text) {
        return failure(row, "AADSTS" + code, lab -> lab.answers(401, code, text));
    }

    /// Leaves one federated credential in which one part differs; null keeps the right one.
    private static void federated(FailureLab lab, String issuer, String subject, String audience) {
        Sandbox azure = lab.azure();
        azure.identityProvider().removeFederatedCredentials();
        azure.identityProvider()
                .addFederatedCredential(
                        azure.identityProvider().clientId(),
                        issuer == null ? azure.cluster().issuer() : issuer,
                        subject == null ? azure.cluster().serviceAccount().subject() : subject,
                        audience == null ? FakeCluster.AUDIENCE : audience);
    }

    static List<Failure> storage() {
        return List.of(
                failure("F1", "unknown-host", lab -> {
                    lab.set("STORAGE_ACCOUNT_URL", "https://account.invalid");
                    lab.set("BLOBDROP_TRUST_HOST", "account.invalid");
                }),
                failure("F2", "private-address", LabFailures::privateAddress),
                storage("F3", 401, "NoAuthenticationInformation"),
                storage("F4", 401, "InvalidAuthenticationInfo"),
                failure(
                        "F5",
                        "other-audience",
                        lab -> lab.azure().identityProvider().audience("https://management.azure.com")),
                failure(
                        "F6",
                        "AuthorizationFailure",
                        lab -> lab.azure().gateway().firewall(true)),
                failure(
                        "F7",
                        "AuthorizationPermissionMismatch",
                        lab -> lab.azure().roles().revoke(Identities.POD.objectId())),
                storage("F8", 403, "KeyBasedAuthenticationNotPermitted"),
                failure(
                        "F9",
                        "ContainerNotFound",
                        lab -> lab.azure().blobs().deleteContainer(lab.azure().container())),
                storage("F10", 409, "ContainerBeingDeleted"),
                storage("F11", 403, "InsufficientAccountPermissions"),
                storage("S17", 409, "FeatureVersionMismatch"),
                storage("S18", 409, "PublicAccessNotPermitted"),
                storage("S19", 403, "RequestForbiddenByContainerEncryptionPolicy"),
                storage("S20", 404, "CannotVerifyCopySource"),
                failure(
                        "F12",
                        "bad-account-url",
                        lab -> lab.set("STORAGE_ACCOUNT_URL", "https://contosodata.blob.core.windows.net/reports")));
    }

    /// The account's name leads to an address inside, where nobody answers: this machine's own.
    private static void privateAddress(FailureLab lab) {
        String address = Ports.privateAddress().map(InetAddress::getHostAddress).orElse("10.255.255.1");
        String host = address.replaceFirst("%.*", "");
        lab.set("BLOBDROP_TRUST_HOST", host);
        lab.set(
                "STORAGE_ACCOUNT_URL",
                "https://"
                        + (host.contains(":") ? "[" + host + "]" : host)
                        + ":"
                        + Ports.available(0)
                        + "/"
                        + lab.azure().accountName());
    }

    static Failure storage(String row, int status, String code) {
        return failure(row, code, lab -> lab.storageAnswers(status, code));
    }

    private static Failure failure(String row, String code, Consumer<FailureLab> prepare) {
        return new Failure(row, code, FailureLab.Named.AS_CAUSE, prepare);
    }
}
