package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hosts that may receive a token for storage: those of the known clouds, this machine, and
/// those that the user trusts by name. Whoever receives the token can use it on every account that
/// its owner can use, so a host that only looks like Azure's must never get it.
///
/// Only the user adds a host: never an answer, a redirect, a recorded run or a pod's variables.
/// Safe for use by many threads.
public final class TrustedHosts {
    /// The variable with further hosts to trust, separated by commas or spaces.
    public static final String VARIABLE = "BLOBDROP_TRUST_HOST";

    /// The code of the refusal.
    public static final String UNTRUSTED = "untrusted-host";

    private static final String LABEL = "[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-f:.]*:[0-9a-f:.]*)]?");

    /// One or more labels before the service: the account, its zone, `privatelink`.
    private static final Pattern BEFORE_SERVICE = Pattern.compile("(?:" + LABEL + "\\.)+");

    private static final String SERVICE = "blob.";

    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /// A cache, because every request checks its host: hosts of Azure and of this machine as
    /// requests spell them.
    private final Set<String> cached = ConcurrentHashMap.newKeySet();

    private TrustedHosts() {}

    /// Trusts the clouds' hosts, this machine, and these hosts.
    ///
    /// @param hosts names or addresses; each stands only for itself, not for its subdomains
    /// @throws ProblemException when one of them is not a host
    public static TrustedHosts with(Collection<String> hosts) {
        TrustedHosts trusted = new TrustedHosts();
        hosts.forEach(trusted::add);
        return trusted;
    }

    /// Also trusts the hosts in `BLOBDROP_TRUST_HOST`, unless they come from a replayed pod.
    ///
    /// @throws ProblemException when one of them is not a host
    public static TrustedHosts with(Collection<String> hosts, Environment environment) {
        Stream<String> listed = Optional.of(environment)
                .filter(variables -> !variables.replayed())
                .flatMap(variables -> variables.get(VARIABLE))
                .stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .filter(host -> !host.isEmpty());
        return with(Stream.concat(hosts.stream(), listed).toList());
    }

    /// Trusts one more host from now on.
    ///
    /// @throws ProblemException when it is not a host
    public void add(String host) {
        named.add(name(host));
    }

    /// Revokes the trust that [#add] gave; later requests are refused.
    public void remove(String host) {
        named.remove(name(host));
    }

    /// The form of a host name in which it is compared and saved.
    ///
    /// @throws ProblemException when it is not a host
    public static String name(String given) {
        String host = given.strip().toLowerCase(Locale.ROOT).replaceFirst("(?<=[^.])\\.$", "");
        if (NAME.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return bare(host);
        }
        Optional<String> meant = Optional.of(
                        host.replaceFirst("^[a-z+]+://", "").replaceFirst("[:/?#].*$", ""))
                .filter(name -> NAME.matcher(name).matches());
        throw Problem.of(
                        Problem.Kind.USAGE,
                        "bad-trust-host",
                        "Cannot trust the host " + (meant.isPresent() ? meant.get() : "as given"),
                        "Use the full name of one host, without scheme, port, path or wildcard.")
                .withRemedy(Remedy.set(Setting.TRUST_HOST, meant.orElse("HOST"), ""))
                .asException();
    }

    /// Whether a token may be sent to this host.
    ///
    /// @param host as in a request: a name, or an address with or without brackets
    public boolean trusts(String host) {
        if (cached.contains(host)) {
            return true;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (isAzure(name) || isLoopback(name)) {
            cached.add(host);
            return true;
        }
        return named.contains(bare(name));
    }

    /// @throws ProblemException when no token may be sent to this host
    public void check(String host) {
        if (!trusts(host)) {
            throw refusal(bare(host)).asException();
        }
    }

    /// Whether this is the name of a blob service in a known cloud. Every label is compared as a
    /// whole: neither `contosodata.blob.core.windows.net.example` nor
    /// `contosodatablob.core.windows.net` is one.
    public static boolean isAzure(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return domains()
                .map(domain -> SERVICE + domain)
                .filter(name::endsWith)
                .map(end -> name.substring(0, name.length() - end.length()))
                .anyMatch(labels -> BEFORE_SERVICE.matcher(labels).matches());
    }

    /// Whether the host is this machine. Does not ask DNS, whose answer could change later.
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean address = IPV4.matcher(name).matches() || IPV6.matcher(name).matches();
        return name.equals("localhost") || address && isLoopbackAddress(bare(name));
    }

    private static boolean isLoopbackAddress(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<String> domains() {
        return Stream.of(Cloud.values()).map(Cloud::domains).flatMap(List::stream);
    }

    private static String bare(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean isName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() || IPV6.matcher(name).matches();
    }

    private static Problem refusal(String host) {
        boolean looksLikeAzure = domains().anyMatch(host.toLowerCase(Locale.ROOT)::contains);
        return Problem.of(
                        Problem.Kind.USAGE,
                        UNTRUSTED,
                        "Not sending your token to " + host,
                        (looksLikeAzure
                                        ? "It only looks like an Azure storage host. Whoever runs"
                                        : "Blobdrop doesn't know it as an Azure storage host. Whoever runs")
                                + " it could use your token to read, change and delete your data.")
                .withRemedy(Remedy.set(Setting.TRUST_HOST, (isName(host) ? host : "HOST"), "if you know who runs it"));
    }
}
