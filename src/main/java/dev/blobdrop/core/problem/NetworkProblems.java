package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import dev.blobdrop.core.problem.SystemErrors.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Problems on the way to a service: its name, the connection, the encryption, no answer.
public final class NetworkProblems {
    /// Code of a host's name that cannot be resolved.
    public static final String UNKNOWN_HOST = Problem.UNKNOWN_HOST;

    /// An address as Netty and the JDK print it: `name/1.2.3.4:443`, either part alone too.
    private static final Pattern ADDRESS = Pattern.compile("(?:([\\w.-]+)/|/)?(\\[?[\\w.:-]+]?):(\\d{1,5})");

    private NetworkProblems() {}

    /// Whichever code opens the next file or connection hits the process's limit, so any exception
    /// may report it.
    static Optional<Problem> tooManyFiles(List<Throwable> causes) {
        return causes.stream().anyMatch(NetworkProblems::isTooManyFiles)
                ? Optional.of(tooManyFiles())
                : Optional.empty();
    }

    static Problem tooManyFiles() {
        return Problem.of(
                        Problem.Kind.TRANSIENT,
                        "too-many-open-files",
                        "Too many open files and connections",
                        "This process has reached the system's limit.")
                .withRemedy("ulimit -n 1024   # then run again in the same shell");
    }

    private static boolean isTooManyFiles(Throwable cause) {
        return requireNonNullElse(cause.getMessage(), "").contains("Too many open files")
                || cause instanceof IOException e
                        && SystemErrors.cause(e).filter(Cause.TOO_MANY::equals).isPresent();
    }

    static Optional<Problem> from(List<Throwable> causes, Facts facts) {
        Optional<Problem> certificate = CertificateProblems.from(causes, facts);
        if (certificate.isPresent()) {
            return certificate;
        }
        for (Throwable cause : causes) {
            Optional<Problem> problem = switch (cause) {
                case UnknownHostException e -> Optional.of(unknownHost(e, facts));
                case SSLHandshakeException e -> Optional.of(brokenTls("tls-handshake", "The TLS handshake failed", e));
                case SSLException e -> Optional.of(brokenTls("tls", "The TLS connection failed", e));
                case ConnectException e -> Optional.of(refusedConnection(causes, facts));
                case NoRouteToHostException e -> Optional.of(refusedConnection(causes, facts));
                case TimeoutException e -> Optional.of(silence());
                case SocketTimeoutException e -> Optional.of(silence());
                case IOException e
                when isLast(causes, e) ->
                    Optional.of(Problem.of(
                            Problem.Kind.TRANSIENT,
                            "connection-lost",
                            "The connection was lost",
                            "The network or the server closed it before the response was complete."));
                default -> Optional.empty();
            };
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /// A failed handshake has a code of its own, because no request can have been sent before it.
    private static Problem brokenTls(String code, String what, SSLException e) {
        return Problem.of(
                Problem.Kind.TRANSIENT,
                code,
                "The encrypted connection failed",
                what + ": " + FirstSentence.of(e.getMessage()));
    }

    private static Problem silence() {
        return Problem.of(
                Problem.Kind.TRANSIENT,
                "timeout",
                "No response in time",
                "The server accepted the connection but did not respond.");
    }

    /// A name of the account that does not exist is final. The resolver's own trouble passes, and
    /// so may any other name's, whose server is not ours to judge.
    private static Problem unknownHost(UnknownHostException e, Facts facts) {
        String host = hostOf(e);
        boolean account = host.equals(facts.values().get("host"));
        if (account && !isResolverInTrouble(e)) {
            return Problem.of(
                            Problem.Kind.NOT_FOUND,
                            UNKNOWN_HOST,
                            "There is no storage account at " + host,
                            "The name cannot be resolved: the account name is mistyped, the account was deleted, or"
                                    + " this network has no DNS record for it.")
                    .withRemedy(
                            Remedy.of("az storage account list --query \"[?name=='{acct}'].id\" -o" + " tsv", facts));
        }
        Optional<Problem> signIn = host.equals(facts.values().get("authority"))
                ? Catalogue.standard().problem("authority-unknown-host", facts)
                : Optional.empty();
        return signIn.orElseGet(() -> Problem.of(
                        Problem.Kind.TRANSIENT,
                        UNKNOWN_HOST,
                        "The name " + host + " cannot be resolved",
                        isResolverInTrouble(e) ? "DNS is not responding at the moment." : "The DNS lookup failed.")
                .withRemedy(Remedy.of(
                        "nslookup {host}   # check the DNS of this machine" + " or pod",
                        Facts.NONE.with("host", host))));
    }

    /// Java keeps the system's own sentence only: glibc's and musl's for `EAI_AGAIN`, and the one
    /// of Windows for `WSATRY_AGAIN`. In another language it is taken for a name that does not
    /// exist.
    private static boolean isResolverInTrouble(UnknownHostException e) {
        String message = requireNonNullElse(e.getMessage(), "");
        return Stream.of("Temporary failure", "Try again", "temporary error").anyMatch(message::contains);
    }

    /// Netty says "Failed to resolve 'name' [A(1)]" where the JDK says just the name.
    private static String hostOf(UnknownHostException e) {
        String message = requireNonNullElse(e.getMessage(), "the host");
        Matcher quoted = Pattern.compile("'([^']+)'").matcher(message);
        String host = quoted.find() ? quoted.group(1) : message.split("[:\\s]", 2)[0];
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /// What did not answer is the proxy, the identity provider, or else whatever has that address:
    /// each is mended in another place.
    private static Problem refusedConnection(List<Throwable> causes, Facts facts) {
        Optional<Matcher> found = causes.stream()
                .map(cause -> ADDRESS.matcher(requireNonNullElse(cause.getMessage(), "")))
                .filter(Matcher::find)
                .findFirst();
        String host =
                found.map(at -> requireNonNullElse(at.group(1), at.group(2))).orElse("");
        String address = found.map(at -> host + ":" + at.group(3)).orElse("the server");
        String ip = found.map(at -> at.group(2))
                .filter(number -> !number.equals(host))
                .map(number -> " (" + number + ")")
                .orElse("");
        if (address.equals(facts.values().get("proxy"))) {
            return Catalogue.standard().problem("http-proxy", facts).orElseThrow();
        }
        boolean signIn = host.equals(facts.values().get("authority"))
                && !host.equals(facts.values().get("host"));
        if (signIn) {
            return Catalogue.standard()
                    .problem("authority-refused", facts.with("port", found.map(at -> at.group(3))))
                    .orElseThrow();
        }
        return Problem.of(
                        Problem.Kind.TRANSIENT,
                        "connection-refused",
                        "Cannot connect to " + address + ip,
                        "The connection was refused or blocked: the service is down, or a firewall or network"
                                + " policy blocks it.")
                .withRemedy(new Remedy.Sentence("Check that the service is running and that port "
                        + found.map(at -> at.group(3)).orElse("443")
                        + " is open from here"));
    }

    private static boolean isLast(List<Throwable> causes, Throwable cause) {
        return causes.getLast() == cause;
    }
}
