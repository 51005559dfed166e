package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Place;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How to sign in.
///
/// @param tenant instead of `AZURE_TENANT_ID` or the credential's own
/// @param clientId of the application or managed identity, instead of `AZURE_CLIENT_ID`
/// @param programLimit how long a program such as `az` may take, instead of what serves mostly
/// @param authorityHost instead of `AZURE_AUTHORITY_HOST` or the public cloud
public record CredentialPlan(
        CredentialKind kind,
        Optional<String> tenant,
        Optional<String> clientId,
        Optional<String> authorityHost,
        Environment environment,
        HttpTransport transport,
        SignInHost host,
        Optional<Duration> programLimit) {
    /// The token proxy of an identity binding.
    public static final String TOKEN_PROXY = "AZURE_KUBERNETES_TOKEN_PROXY";

    /// What a token for Azure Storage is asked for with.
    public static final String STORAGE_SCOPE = "https://storage.azure.com/.default";

    /// What App Service, Functions, Container Apps and the usual build services set.
    private static final List<String> UNATTENDED = List.of(
            "IDENTITY_ENDPOINT",
            "MSI_ENDPOINT",
            "WEBSITE_INSTANCE_ID",
            "TF_BUILD",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "JENKINS_URL",
            "CI");

    private static final String PUBLIC_CLOUD = "https://login.microsoftonline.com/";

    /// In its place, the library asks login.partner.microsoftonline.cn.
    private static final String OLD_NAME = "login.chinacloudapi.cn";

    /// Authorities that the identity provider itself vouches for. Any other is one that the user
    /// named on purpose, and asking the public cloud about it would only fail.
    private static final Set<String> KNOWN_AUTHORITIES = Set.of(
            "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", OLD_NAME);

    /// Identity providers for customers, which the library asks in their own form.
    private static final List<String> OTHER_FORMS = List.of("b2clogin.com", "ciamlogin.com");

    private static final List<String> OTHER_WORDS = List.of("adfs", "dstsv2", "tfp");

    public CredentialPlan(
            CredentialKind kind,
            Optional<String> tenant,
            Optional<String> clientId,
            Optional<String> authorityHost,
            Environment environment,
            HttpTransport transport,
            SignInHost host) {
        this(kind, tenant, clientId, authorityHost, environment, transport, host, Optional.empty());
    }

    public CredentialPlan {
        if (environment.replayed()) {
            checkReplayed(authorityHost, environment);
        }
        authorityHost = authorityHost.or(() -> environment.get("AZURE_AUTHORITY_HOST"));
        authorityHost.ifPresent(CredentialPlan::checkAuthority);
        tenant.or(() -> environment.get("AZURE_TENANT_ID")).ifPresent(CredentialPlan::checkTenant);
        clientId.or(() -> environment.get("AZURE_CLIENT_ID")).ifPresent(CredentialPlan::checkClient);
    }

    /// A pod's variables that came in a file send its token to Azure's own identity providers and
    /// to this machine only, unless somebody here names another: whoever gets the token can sign in
    /// as the pod.
    private static void checkReplayed(Optional<String> named, Environment pod) {
        pod.get("AZURE_AUTHORITY_HOST")
                .filter(url -> named.isEmpty())
                .map(CredentialPlan::hostOf)
                .filter(host -> !host.isEmpty() && isStrange(host))
                .ifPresent(host -> {
                    throw untrusted(host, "AZURE_AUTHORITY_HOST")
                            .withRemedy(new Remedy.Option(
                                    "--authority-host https://" + host + "/   if you know who runs it"))
                            .asException();
                });
        pod.get(TOKEN_PROXY)
                .map(CredentialPlan::hostOf)
                .filter(CredentialPlan::isStrange)
                .ifPresent(host -> {
                    throw untrusted(host, TOKEN_PROXY)
                            .withRemedy(Remedy.of("kubectl exec POD -- blobdrop whoami"))
                            .asException();
                });
    }

    private static boolean isStrange(String host) {
        return !KNOWN_AUTHORITIES.contains(host) && !TrustedHosts.isLoopback(host);
    }

    private static Problem untrusted(String host, String variable) {
        return Problem.of(
                Problem.Kind.USAGE,
                "untrusted-authority",
                "Not sending the pod's token to " + (host.isEmpty() ? "a host without a name" : host),
                variable
                        + " of the pod names it, but it isn't one of Azure's identity providers. Whoever runs"
                        + " it could sign in as the pod.");
    }

    private static void checkAuthority(String url) {
        if (!url.toLowerCase(Locale.ROOT).startsWith("https://") || hostOf(url).isEmpty()) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-authority-host",
                            "Cannot use the authority host " + url,
                            "It must be an https:// URL, such as " + PUBLIC_CLOUD + ".")
                    .asException();
        }
    }

    private static void checkTenant(String tenant) {
        if (!tenant.matches("[A-Za-z0-9.-]+")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-tenant",
                            "'" + tenant + "' is not a tenant",
                            "Use a tenant id or a domain name: letters, digits, dots and hyphens.")
                    .asException();
        }
    }

    /// A value with the quotation marks or the line break of the file that it came from.
    private static void checkClient(String id) {
        if (id.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '\'')) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-client-id",
                            "'" + id + "' is not a client id",
                            "It contains a space, a line break or quotation marks.")
                    .asException();
        }
    }

    private static String hostOf(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Where to sign in, as a URL.
    public String authority() {
        return authorityHost.orElse(PUBLIC_CLOUD);
    }

    public boolean isKnownAuthority() {
        return KNOWN_AUTHORITIES.contains(hostOf(authority()));
    }

    /// Whether a token comes from `/TENANT/oauth2/v2.0/token` at just this host: not where the
    /// library asks another host in its place, or in another form.
    public boolean isPlainAuthority() {
        URI authority = URI.create(authority());
        String host = hostOf(authority());
        String path = Optional.ofNullable(authority.getRawPath()).orElse("");
        return (path.isEmpty() || path.equals("/"))
                && authority.getRawQuery() == null
                && authority.getRawFragment() == null
                && authority.getRawUserInfo() == null
                && !host.equals(OLD_NAME)
                && OTHER_FORMS.stream().noneMatch(host::contains)
                && tenantAsked().map(CredentialPlan::isDirectory).orElse(false);
    }

    /// Not the word by which another kind of identity provider is asked.
    private static boolean isDirectory(String tenant) {
        return OTHER_WORDS.stream().noneMatch(tenant::equalsIgnoreCase);
    }

    /// The tenant asked for, by option or variable.
    public Optional<String> tenantAsked() {
        return tenant.or(() -> environment.get("AZURE_TENANT_ID"));
    }

    /// The client id asked for, by option or variable.
    public Optional<String> clientIdAsked() {
        return clientId.or(() -> environment.get("AZURE_CLIENT_ID"));
    }

    /// Where this plan signs in. A virtual machine shows only when its identity has answered.
    public Place place() {
        boolean pod = kind == CredentialKind.WORKLOAD_IDENTITY;
        boolean server = kind == CredentialKind.MANAGED_IDENTITY;
        return pod ? Place.POD : server && !environment.inKubernetes() ? Place.SERVER : place(environment);
    }

    private static Place place(Environment environment) {
        boolean server =
                UNATTENDED.stream().anyMatch(name -> environment.get(name).isPresent());
        return environment.inKubernetes() ? Place.POD : server ? Place.SERVER : Place.LAPTOP;
    }

    /// What remedies need to know where no plan can be made.
    public static Facts facts(Environment environment) {
        return Facts.NONE.with("place", place(environment).id());
    }

    /// What remedies need to know of the plan.
    public Facts facts() {
        return Facts.NONE
                .with("place", place().id())
                .with("authority", hostOf(authority()))
                .with("tid", tenantAsked())
                .with("cid", clientIdAsked())
                .with("proxy", transport().proxy().map(to -> to.host() + ":" + to.port()))
                .with("ns", environment.get("BLOBDROP_POD_NAMESPACE"))
                .with("sa", environment.get("BLOBDROP_POD_SERVICE_ACCOUNT"))
                .with("pod", environment.get("BLOBDROP_POD_NAME"))
                .with("inpod", Optional.of("").filter(any -> environment.inKubernetes()));
    }
}
