package dev.blobdrop.core.identity;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.net.HttpTransport;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Place;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How to sign in.
///
/// @param tenant overrides `AZURE_TENANT_ID` and the credential's own tenant
/// @param clientId of the application or managed identity; overrides `AZURE_CLIENT_ID`
/// @param programLimit how long a program such as `az` may take; overrides [the
///     defaults][dev.blobdrop.core.identity.link.LinkDeadline]
/// @param authorityHost the identity provider as an `https://` URL; falls back to
///     `AZURE_AUTHORITY_HOST`, then to the public cloud
public record CredentialPlan(
        CredentialKind kind,
        Optional<String> tenant,
        Optional<String> clientId,
        Optional<String> authorityHost,
        Environment environment,
        HttpTransport transport,
        SignInHost host,
        Optional<Duration> programLimit) {
    /// The variable that names the token proxy of an identity binding.
    public static final String TOKEN_PROXY = "AZURE_KUBERNETES_TOKEN_PROXY";

    /// The scope of a token for Azure Storage.
    public static final String STORAGE_SCOPE = "https://storage.azure.com/.default";

    /// Variables that App Service, Functions, Container Apps and the common build services set.
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

    /// The library replaces it by login.partner.microsoftonline.cn.
    private static final String OLD_NAME = "login.chinacloudapi.cn";

    /// Authorities that instance discovery knows. Any other was named by the user on purpose, and
    /// asking the public cloud about it would only fail.
    private static final Set<String> KNOWN_AUTHORITIES = Set.of(
            "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", OLD_NAME);

    /// Identity providers for customers, which use a different URL form.
    private static final List<String> OTHER_FORMS = List.of("b2clogin.com", "ciamlogin.com");

    private static final List<String> OTHER_WORDS = List.of("adfs", "dstsv2", "tfp");

    /// A plan without a limit for programs.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when a value is invalid
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

    /// Checks a pod's variables that were read from a file. Whoever gets the pod's token can sign
    /// in as the pod, so it goes only to Azure's identity providers and to this machine, unless the
    /// user names another host.
    private static void checkReplayed(Optional<String> named, Environment pod) {
        pod.get("AZURE_AUTHORITY_HOST")
                .filter(url -> named.isEmpty())
                .map(CredentialPlan::hostOf)
                .filter(host -> !host.isEmpty() && isStrange(host))
                .ifPresent(host -> {
                    throw untrusted(host, "AZURE_AUTHORITY_HOST")
                            .withRemedy(Remedy.set(
                                    Setting.AUTHORITY_HOST, "https://" + host + "/", "if you know who runs it"))
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

    /// Refuses a value that still has the quotation marks or the line break of the file it came
    /// from.
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

    /// The identity provider as a URL.
    public String authority() {
        return authorityHost.orElse(PUBLIC_CLOUD);
    }

    /// Whether the identity provider is one of Azure's clouds.
    public boolean isKnownAuthority() {
        return KNOWN_AUTHORITIES.contains(hostOf(authority()));
    }

    /// Whether a token comes from `/TENANT/oauth2/v2.0/token` at exactly this host. False where the
    /// library uses another host or another URL form.
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
                && effectiveTenant().map(CredentialPlan::isDirectory).orElse(false);
    }

    /// False for the words that select another kind of identity provider.
    private static boolean isDirectory(String tenant) {
        return OTHER_WORDS.stream().noneMatch(tenant::equalsIgnoreCase);
    }

    /// The tenant from the option or the variable.
    public Optional<String> effectiveTenant() {
        return tenant.or(() -> environment.get("AZURE_TENANT_ID"));
    }

    /// The client id from the option or the variable.
    public Optional<String> effectiveClientId() {
        return clientId.or(() -> environment.get("AZURE_CLIENT_ID"));
    }

    /// Where this program runs. A virtual machine is recognised only after its identity has
    /// answered.
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

    /// Facts for remedies when there is no valid plan.
    public static Facts facts(Environment environment) {
        return Facts.NONE.with("place", place(environment).id());
    }

    /// Facts of this plan for remedies.
    public Facts facts() {
        return Facts.NONE
                .with("place", place().id())
                .with("authority", hostOf(authority()))
                .with("tid", effectiveTenant())
                .with("cid", effectiveClientId())
                .with("proxy", transport().proxy().map(to -> to.host() + ":" + to.port()))
                .with("ns", environment.get("BLOBDROP_POD_NAMESPACE"))
                .with("sa", environment.get("BLOBDROP_POD_SERVICE_ACCOUNT"))
                .with("pod", environment.get("BLOBDROP_POD_NAME"))
                .with("inpod", Optional.of("").filter(any -> environment.inKubernetes()));
    }
}
