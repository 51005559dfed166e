package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.net.connection.WebProxy;
import dev.blobdrop.core.problem.CertificateProblems;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.FirstSentence;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Checks whether the identity provider and the storage account can be reached, each in three
/// steps: name, connection, certificate. The libraries report all three with the same empty
/// message.
final class NetworkStep implements Step {
    @Override
    public Stage stage() {
        return Stage.NETWORK;
    }

    @Override
    public Finding examine(Examination at) {
        Optional<WebProxy> proxy = at.plan().transport().proxy();
        List<String> evidence = new ArrayList<>();
        proxy.ifPresent(via -> evidence.add("proxy " + via + ", not for " + String.join(", ", direct(via))));
        Confirmation confirmation = new Confirmation(at);
        boolean authorityNeeded =
                at.environment().get("AZURE_KUBERNETES_TOKEN_PROXY").isEmpty();
        if (authorityNeeded) {
            URI authority = URI.create(at.plan().authority());
            Optional<Cause> suspected = reach(at, Probe.of(authority, proxy), false, evidence);
            boolean wrong =
                    suspected.isPresent() && (confirmation.answers(authority) || confirmation.signsInElsewhere());
            if (suspected.isPresent() && !wrong) {
                return Finding.failed(stage(), suspected.get());
            }
            suspected.ifPresent(cause -> evidence.add(overruled(cause, "sign-in works")));
        }
        if (at.request().account().isPresent()) {
            URI account = at.request().account().get().endpoint();
            Optional<Cause> suspected = reach(at, Probe.of(account, proxy), true, evidence);
            if (suspected.isPresent() && !confirmation.answers(account)) {
                return Finding.failed(stage(), suspected.get());
            }
            suspected.ifPresent(cause -> evidence.add(overruled(cause, "a request to it gets a response")));
        }
        at.proven("the network is reachable");
        return new Finding(stage(), Finding.Status.OK, "Reachable", evidence, Optional.empty());
    }

    /// A probe's result is evidence even if a real request works.
    private static String overruled(Cause cause, String because) {
        return String.join("; ", cause.evidence()) + ", but " + because;
    }

    private static Optional<Cause> reach(Examination at, Probe host, boolean storage, List<String> evidence) {
        boolean internal = false;
        try {
            List<InetAddress> addresses = host.addresses();
            internal = addresses.stream().anyMatch(NetworkStep::isPrivate);
            evidence.add(
                    host + " is " + addresses.getFirst().getHostAddress() + (internal ? ", a private address" : ""));
            host.connect();
            host.handshake(at.plan().transport().tls());
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(certificate(at, host, storage, e));
        } catch (UnknownHostException e) {
            return Optional.of(host.proxy()
                    .map(via -> at.cause("C4", "the proxy's name does not resolve: " + via))
                    .orElseGet(() -> at.cause(storage ? "F1" : "C1", host + " does not resolve")));
        } catch (IOException e) {
            String seen = host + ": " + FirstSentence.of(e.getMessage());
            if (host.proxy().isPresent()) {
                return Optional.of(at.cause("C4", seen, evidence.getFirst()));
            }
            if (storage && !internal) {
                return Optional.of(Cause.of(Problems.from(e, at.facts()), at.facts(), List.of(seen)));
            }
            return Optional.of(storage ? at.cause("F2", evidence.getLast(), seen) : at.cause("C2", seen));
        }
    }

    private static Cause certificate(Examination at, Probe host, boolean storage, SSLException e) {
        Facts facts = at.facts().with("server", host.host());
        Problem problem = Problems.from(e, storage ? facts : facts.without("usual"));
        List<String> seen = new ArrayList<>();
        host.certificate()
                .ifPresentOrElse(
                        shown -> seen.addAll(shown.lines(host.toString())),
                        () -> seen.add(host + " presents no certificate"));
        if (CertificateProblems.isCertificate(problem.code())) {
            return Cause.of(problem, facts, seen);
        }
        seen.add(FirstSentence.of(e.getMessage()));
        return at.cause("C3", seen);
    }

    /// Not reachable from the internet: RFC 1918, and its counterpart in IPv6, which Java does not
    /// count as site-local.
    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || uniqueLocal;
    }

    private static List<String> direct(WebProxy proxy) {
        List<String> names = new ArrayList<>(proxy.direct());
        names.add("this machine");
        return names;
    }
}
