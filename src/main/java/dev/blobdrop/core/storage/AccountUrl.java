package dev.blobdrop.core.storage;

import dev.blobdrop.core.config.Cloud;
import dev.blobdrop.core.config.TrustedHosts;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The blob endpoint of a storage account. Parsing checks it, so a value is always valid.
///
/// There are three forms. In the service's, the account is the first label of the host
/// (`https://contosodata.blob.core.windows.net`, see [StorageHost]). For Azurite and other hosts
/// given by address, it is the first path segment (`https://127.0.0.1:10000/devstoreaccount1`). A
/// custom domain (`https://files.contoso.com`) does not name the account.
///
/// @param endpoint of the blob service, without a trailing slash, query or fragment; HTTPS, or HTTP
///     to a loopback address
/// @param accountName the account's name; the whole host if the endpoint does not contain it
public record AccountUrl(URI endpoint, String accountName) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]|localhost");
    private static final Pattern CONTAINER = Pattern.compile("[a-z0-9][a-z0-9-]{2,62}");
    private static final String PUBLIC_SUFFIX = ".blob.core.windows.net";

    /// The target of a URL or name: an account, perhaps with a container and a blob.
    ///
    /// @param blob a blob name or prefix, decoded
    public record Location(AccountUrl account, Optional<String> container, Optional<String> blob) {}

    /// Parses an account name, a host, an account URL or an Azurite URL.
    ///
    /// @throws ProblemException with the reason for anything else. A URL with a container is
    ///     refused, because the container has its own option
    public static AccountUrl parse(String text) {
        Location location = parseLocation(text);
        if (location.container().isPresent()) {
            String container = location.container().get();
            boolean usual = CONTAINER.matcher(container).matches();
            throw refuse(
                    text,
                    usual ? "It also contains the container '" + container + "'." : "It also contains a container.",
                    "set account-url " + location.account(),
                    "set container " + (usual ? container : "CONTAINER"));
        }
        return location.account();
    }

    /// Parses what [#parse] does, and also the URL of a container or a blob.
    public static Location parseLocation(String text) {
        String given = text.strip();
        if (given.isEmpty()) {
            throw refuse("(empty)", "It is empty.", "set account-url https://ACCOUNT" + PUBLIC_SUFFIX);
        }
        if (NAME.matcher(given).matches() && !given.equals("localhost")) {
            return new Location(
                    new AccountUrl(URI.create("https://" + given + PUBLIC_SUFFIX), given),
                    Optional.empty(),
                    Optional.empty());
        }
        return ofUri(given, uri(given));
    }

    private static URI uri(String given) {
        if (given.matches("([a-zA-Z]+://)?[^/?#]*@.*")) {
            throw refuse(
                    given.substring(given.indexOf('@') + 1).split("[?#]", 2)[0],
                    "It contains a user name or password.",
                    "Remove them");
        }
        if (given.matches("[^?#]*[?#].*")) {
            boolean signed = given.contains("sig=");
            throw refuse(
                    given.split("[?#]", 2)[0],
                    signed
                            ? "It contains a shared access signature. Blobdrop signs in with an identity and"
                                    + " accepts no signature or key."
                            : "It contains a query or a fragment.",
                    "set account-url https://ACCOUNT" + PUBLIC_SUFFIX);
        }
        try {
            return new URI(given.contains("://") ? given : "https://" + given);
        } catch (URISyntaxException e) {
            throw refuse(
                    given,
                    given.matches("[\"'].*[\"']") ? "Remove the quotation marks." : "It is not a URL.",
                    "set account-url https://ACCOUNT" + PUBLIC_SUFFIX);
        }
    }

    private static Location ofUri(String given, URI uri) {
        if (uri.getHost() == null) {
            throw noHost(given, uri);
        }
        checkScheme(given, uri);
        String host = uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<String> segments = Arrays.stream(
                        Optional.ofNullable(uri.getPath()).orElse("").split("/", -1))
                .skip(1)
                .toList();
        return ADDRESS.matcher(host).matches()
                ? byAddress(given, uri, host, segments)
                : byName(given, uri, host, segments);
    }

    /// Refuses non-ASCII hosts instead of translating them, so that the host printed is the host
    /// used: some letters look alike, and libraries translate some names differently.
    private static ProblemException noHost(String given, URI uri) {
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        String why = authority.isEmpty()
                ? "It has no host."
                : authority.chars().allMatch(c -> c < 0x80)
                        ? "'" + authority + "' is not a host name."
                        : "The host name is not ASCII: use the form that starts with xn--.";
        return refuse(given, why, "set account-url https://ACCOUNT" + PUBLIC_SUFFIX);
    }

    private static void checkScheme(String given, URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        boolean plainLoopback = scheme.equalsIgnoreCase("http") && TrustedHosts.isLoopback(uri.getHost());
        if (!scheme.equalsIgnoreCase("https") && !plainLoopback) {
            throw refuse(
                    given,
                    scheme.equalsIgnoreCase("http")
                            ? "Unencrypted HTTP is allowed only to this machine."
                            : "It must start with https://.",
                    "set account-url https://" + uri.getHost());
        }
    }

    private static Location byAddress(String given, URI uri, String host, List<String> segments) {
        if (segments.isEmpty() || segments.getFirst().isEmpty()) {
            throw refuse(
                    given,
                    "With an IP address or localhost, the account must be the first part of the path.",
                    "set account-url " + uri.getScheme() + "://" + uri.getAuthority() + "/ACCOUNT");
        }
        String account = segments.getFirst();
        if (!account.matches("[A-Za-z0-9-]+")) {
            throw refuse(
                    given,
                    "\"" + account + "\" is not a storage account name.",
                    "set account-url " + uri.getScheme() + "://" + uri.getAuthority() + "/ACCOUNT");
        }
        URI endpoint = URI.create(root(uri, host) + "/" + account);
        return location(new AccountUrl(endpoint, account), segments.subList(1, segments.size()));
    }

    private static Location byName(String given, URI uri, String host, List<String> segments) {
        if (!host.contains(".")) {
            throw refuse(
                    given,
                    "It is neither an account name (3 to 24 lower-case letters and digits) nor a"
                            + " host with a domain.",
                    "set account-url https://ACCOUNT" + PUBLIC_SUFFIX);
        }
        Optional<StorageHost> known = StorageHost.of(host);
        String blobHost = known.map(StorageHost::blobHost).orElse(host);
        String account = known.map(StorageHost::account).orElse(host);
        return location(new AccountUrl(URI.create(root(uri, blobHost)), account), segments);
    }

    private static String root(URI uri, String host) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usualPort = uri.getPort() < 0 || (scheme.equals("https") && uri.getPort() == 443);
        return scheme + "://" + host + (usualPort ? "" : ":" + uri.getPort());
    }

    private static Location location(AccountUrl account, List<String> segments) {
        List<String> rest = segments.stream().dropWhile(String::isEmpty).toList();
        Optional<String> container = rest.stream().findFirst().filter(segment -> !segment.isEmpty());
        Optional<String> blob = container
                .map(name -> String.join("/", rest.subList(1, rest.size())))
                .filter(name -> !name.isEmpty());
        return new Location(account, container, blob);
    }

    /// Redacted, because the user may have typed anything, such as a connection string.
    private static ProblemException refuse(String given, String why, String... remedies) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-account-url",
                        "Cannot use the account URL " + Secrets.redact(given),
                        Secrets.redact(why))
                .withRemedy(remedies)
                .asException();
    }

    /// The host of the endpoint, without port.
    public String host() {
        return endpoint.getHost();
    }

    /// The account's cloud; empty for a host of no known cloud.
    public Optional<Cloud> cloud() {
        return Cloud.ofStorageHost(host());
    }

    /// Whether the host is neither Azure's nor this machine, so the whole host must be shown.
    public boolean isNamedByHost() {
        return !TrustedHosts.isAzure(host()) && !TrustedHosts.isLoopback(host());
    }

    /// The name to show where the user must see who they deal with: the account, or the whole host.
    public String shownName() {
        return !isNamedByHost() || accountName.equals(host()) ? accountName : host() + "/" + accountName;
    }

    /// Facts of the account for remedies. Its name is included only if the endpoint contains it.
    public Facts facts() {
        Optional<StorageHost> known = StorageHost.of(host());
        return Facts.NONE
                .with("host", host())
                .with("acct", Optional.of(accountName).filter(name -> !name.equals(host())))
                .with("usual", known.filter(StorageHost::privateLink).map(StorageHost::usualHost));
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
