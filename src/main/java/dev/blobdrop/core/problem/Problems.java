package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobStorageException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// The only translator of foreign exceptions into [Problem]s.
///
/// Service errors are told apart by the service's own code, never by HTTP status alone: one status
/// 403 is a missing role, another a firewall.
public final class Problems {
    /// Code of an answer that no rule knows.
    public static final String ODD_ANSWER = "odd-answer";

    /// Code of a host's name that cannot be resolved.
    public static final String UNKNOWN_HOST = "unknown-host";

    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d+");

    /// The systems' own words for a disk or a quota that is used up; Java gives no number.
    private static final Pattern FULL =
            Pattern.compile("(?i)no space left|not enough space|quota exceeded");

    /// How Java names an exception in front of the sentence of the one it wraps.
    private static final Pattern CLASS_NAMES =
            Pattern.compile("^(?:(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*: )+");

    /// An address as Netty and the JDK print it: `name/1.2.3.4:443`, either part alone too.
    private static final Pattern ADDRESS =
            Pattern.compile("(?:([\\w.-]+)/|/)?(\\[?[\\w.:-]+]?):(\\d{1,5})");

    private static final List<Integer> PASSING_STATUS = List.of(408, 429, 500, 502, 503, 504);

    private Problems() {}

    /// The problem behind an exception of the Azure libraries, the network or the file system.
    ///
    /// @param facts fills the remedies
    public static Problem from(Throwable thrown, Facts facts) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            if (cause instanceof ProblemException ours) {
                return ours.problem();
            }
        }
        String technical = technical(causes);
        return fromStorage(causes, facts)
                .or(() -> fromIdentityProvider(causes, facts))
                .or(() -> tooManyFiles(causes))
                .or(() -> fromNetwork(causes, facts))
                .or(() -> unavailable(causes))
                .or(() -> fromHttp(causes))
                .map(problem -> problem.withTechnical(technical))
                .orElseGet(() -> bug(causes).withTechnical(technical + stack(thrown)));
    }

    /// The problem of a local file that cannot be read.
    public static Problem fromFile(Path file, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException missing -> noSuchFile(file);
                    case AccessDeniedException denied -> "This user may not read it.";
                    case FileSystemLoopException loop -> "It is a folder that contains itself.";
                    case FileSystemException other when other.getReason() != null ->
                            "Reading failed: " + other.getReason() + ".";
                    default ->
                            "Reading failed: "
                                    + requireNonNullElse(e.getMessage(), "no reason given")
                                    + ".";
                };
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        e instanceof NoSuchFileException ? "no-such-file" : "unreadable",
                        "Cannot read " + file,
                        why)
                .withTechnical(e.toString());
    }

    private static String noSuchFile(Path file) {
        String name = file.toString();
        return name.equals("-")
                ? "There is no such file, and standard input is not read."
                : name.contains("\uFFFD")
                        ? "A name whose bytes are no characters of UTF-8 cannot be given; rename"
                                + " it."
                        : "There is no such file.";
    }

    /// The problem of a local file that cannot be written.
    public static Problem toFile(Path file, IOException e) {
        String reason =
                e instanceof FileSystemException other && other.getReason() != null
                        ? other.getReason()
                        : requireNonNullElse(e.getMessage(), "no reason given");
        boolean full = FULL.matcher(reason).find();
        String why =
                switch (e) {
                    case AccessDeniedException denied -> "This user may not write there.";
                    case NoSuchFileException missing -> "There is no such folder.";
                    case FileAlreadyExistsException there ->
                            there.getFile() + " is a file, so there can be no folder of that name.";
                    default -> full ? "The disk is full." : "Writing failed: " + reason + ".";
                };
        return Problem.of(
                        Problem.Kind.USAGE,
                        full ? "disk-full" : "unwritable",
                        "Cannot write " + file,
                        why)
                .withTechnical(e.toString());
    }

    private static Optional<Problem> fromStorage(List<Throwable> causes, Facts facts) {
        return first(causes, BlobStorageException.class).map(e -> fromStorage(e, facts));
    }

    private static Problem fromStorage(BlobStorageException e, Facts facts) {
        String code = e.getErrorCode() == null ? "" : e.getErrorCode().toString();
        if (code.equals("AuthorizationPermissionMismatch") && facts.values().containsKey("node")) {
            return Catalogue.standard().problem("node-identity", facts).orElseThrow();
        }
        Optional<Problem> known =
                storageEntry(code, facts).map(entry -> entry.problem(code, facts));
        if (known.isPresent()) {
            return known.get();
        }
        if (PASSING_STATUS.contains(e.getStatusCode())) {
            return Problem.of(
                    Problem.Kind.TRANSIENT,
                    code.isEmpty() ? "http-" + e.getStatusCode() : code,
                    "The storage service is in trouble",
                    "It answered with status " + e.getStatusCode() + "; this often passes.");
        }
        return Problem.of(
                Problem.Kind.USAGE,
                code.isEmpty() ? "http-" + e.getStatusCode() : code,
                "The storage service refused the request",
                facts.fill("{host}")
                        + " answered with status "
                        + e.getStatusCode()
                        + (code.isEmpty() ? " and no reason." : ": " + code + "."));
    }

    /// A request to the whole account has no container that a remedy could name.
    private static Optional<Catalogue.Entry> storageEntry(String code, Facts facts) {
        Catalogue catalogue = Catalogue.standard();
        Optional<Catalogue.Entry> forAccount =
                facts.values().containsKey("ctr") ? none() : catalogue.byCode(code + "/account");
        return forAccount.or(() -> catalogue.byCode(code));
    }

    private static Optional<Problem> fromIdentityProvider(List<Throwable> causes, Facts facts) {
        for (Throwable cause : causes) {
            Matcher matcher = AADSTS.matcher(requireNonNullElse(cause.getMessage(), ""));
            if (matcher.find()) {
                String code = matcher.group();
                return Optional.of(
                        known(code, facts)
                                .orElseGet(() -> refused(code, firstSentence(cause.getMessage()))));
            }
        }
        return Optional.empty();
    }

    /// A code of the catalogue, or a longer number of the "no match" family: Entra has refined
    /// 70021 into 700211, 700212, 700213, 7002138 and says that numbers may change.
    private static Optional<Problem> known(String code, Facts facts) {
        Catalogue catalogue = Catalogue.standard();
        return catalogue
                .byCode(code, facts)
                .or(() -> code.startsWith("AADSTS70021") ? catalogue.byCode("AADSTS70021") : none())
                .map(entry -> entry.problem(code, facts));
    }

    private static Optional<Catalogue.Entry> none() {
        return Optional.empty();
    }

    private static Problem refused(String code, String text) {
        return Problem.of(
                        Problem.Kind.IDENTITY_REFUSED,
                        code,
                        "The identity provider refused the sign-in",
                        text)
                .withRemedy(
                        "Look the code up: https://login.microsoftonline.com/error?code="
                                + code.substring("AADSTS".length()));
    }

    /// The system's limit of this process meets whoever opens the next file or connection, so it
    /// comes in the shape of any exception.
    private static Optional<Problem> tooManyFiles(List<Throwable> causes) {
        return causes.stream().anyMatch(Problems::isTooManyFiles)
                ? Optional.of(
                        Problem.of(
                                        Problem.Kind.TRANSIENT,
                                        "too-many-open-files",
                                        "This process may not open more files and connections",
                                        "The system's limit for it is used up.")
                                .withRemedy("ulimit -n 1024   # then run again in the same shell"))
                : Optional.empty();
    }

    private static boolean isTooManyFiles(Throwable cause) {
        return requireNonNullElse(cause.getMessage(), "").contains("Too many open files");
    }

    private static Optional<Problem> fromNetwork(List<Throwable> causes, Facts facts) {
        for (Throwable cause : causes) {
            Optional<Problem> problem =
                    switch (cause) {
                        case UnknownHostException e -> Optional.of(unknownHost(e, facts));
                        case CertPathBuilderException e -> Optional.of(untrusted());
                        case CertificateException e -> Optional.of(untrusted());
                        case SSLException e when isTrust(causes) -> Optional.of(untrusted());
                        case SSLHandshakeException e ->
                                Optional.of(
                                        brokenTls("tls-handshake", "The TLS handshake failed", e));
                        case SSLException e ->
                                Optional.of(brokenTls("tls", "The TLS connection failed", e));
                        case ConnectException e -> Optional.of(refusedConnection(causes, facts));
                        case NoRouteToHostException e ->
                                Optional.of(refusedConnection(causes, facts));
                        case TimeoutException e -> Optional.of(silence());
                        case SocketTimeoutException e -> Optional.of(silence());
                        case IOException e when isLast(causes, e) ->
                                Optional.of(
                                        Problem.of(
                                                Problem.Kind.TRANSIENT,
                                                "connection-lost",
                                                "The connection broke",
                                                "The network or the other side ended it before the"
                                                        + " answer was complete."));
                        default -> Optional.empty();
                    };
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /// A handshake that failed is told apart, because nothing can have been asked before it.
    private static Problem brokenTls(String code, String what, SSLException e) {
        return Problem.of(
                Problem.Kind.TRANSIENT,
                code,
                "The encrypted connection broke",
                what + ": " + firstSentence(e.getMessage()));
    }

    private static Problem silence() {
        return Problem.of(
                Problem.Kind.TRANSIENT,
                "timeout",
                "No answer in time",
                "The other side accepted the connection and then stayed silent.");
    }

    /// A name of the account that does not exist is final. The resolver's own trouble passes, and
    /// so
    /// may any other name's, whose server is not ours to judge.
    private static Problem unknownHost(UnknownHostException e, Facts facts) {
        String host = hostOf(e);
        boolean account = host.equals(facts.values().get("host"));
        if (account && !isResolverInTrouble(e)) {
            return Problem.of(
                            Problem.Kind.NOT_FOUND,
                            UNKNOWN_HOST,
                            "There is no storage account at " + host,
                            "The name cannot be resolved: the account name is mistyped, the account"
                                    + " was deleted, or this network has no DNS record for it.")
                    .withRemedy(
                            facts.fill(
                                    "az storage account list --query \"[?name=='{acct}'].id\" -o"
                                            + " tsv"));
        }
        Optional<Problem> signIn =
                host.equals(facts.values().get("authority"))
                        ? Catalogue.standard().problem("authority-unknown-host", facts)
                        : Optional.empty();
        return signIn.orElseGet(
                () ->
                        Problem.of(
                                        Problem.Kind.TRANSIENT,
                                        UNKNOWN_HOST,
                                        "The name " + host + " cannot be resolved",
                                        isResolverInTrouble(e)
                                                ? "DNS does not answer from here at the moment."
                                                : "DNS has no answer for it from here.")
                                .withRemedy(
                                        "Check the DNS of this machine or pod: nslookup " + host));
    }

    /// Java keeps the system's own sentence only: glibc's and musl's for `EAI_AGAIN`, and the one
    /// of
    /// Windows for `WSATRY_AGAIN`. In another language it is taken for a name that does not exist.
    private static boolean isResolverInTrouble(UnknownHostException e) {
        String message = requireNonNullElse(e.getMessage(), "");
        return Stream.of("Temporary failure", "Try again", "temporary error")
                .anyMatch(message::contains);
    }

    /// Netty says "Failed to resolve 'name' [A(1)]" where the JDK says just the name.
    private static String hostOf(UnknownHostException e) {
        String message = requireNonNullElse(e.getMessage(), "the host");
        Matcher quoted = Pattern.compile("'([^']+)'").matcher(message);
        String host = quoted.find() ? quoted.group(1) : message.split("[:\\s]", 2)[0];
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static Problem untrusted() {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "untrusted-certificate",
                        "The server's certificate is not trusted",
                        "It was signed by an authority that this machine does not know: a company"
                                + " proxy, a test service, or the wrong CA file.")
                .withRemedy("--ca-file PEM   trust this authority too (or BLOBDROP_CA_FILE)");
    }

    private static boolean isTrust(List<Throwable> causes) {
        return causes.stream()
                .anyMatch(
                        cause ->
                                cause instanceof CertificateException
                                        || cause instanceof CertPathBuilderException
                                        || requireNonNullElse(cause.getMessage(), "")
                                                .contains("unable to find valid certification"));
    }

    /// What did not answer is the proxy, the identity provider, or else whatever has that address:
    /// each is mended in another place.
    private static Problem refusedConnection(List<Throwable> causes, Facts facts) {
        Optional<Matcher> found =
                causes.stream()
                        .map(cause -> ADDRESS.matcher(requireNonNullElse(cause.getMessage(), "")))
                        .filter(Matcher::find)
                        .findFirst();
        String host = found.map(at -> requireNonNullElse(at.group(1), at.group(2))).orElse("");
        String address = found.map(at -> host + ":" + at.group(3)).orElse("the server");
        String ip =
                found.map(at -> at.group(2))
                        .filter(number -> !number.equals(host))
                        .map(number -> " (" + number + ")")
                        .orElse("");
        if (address.equals(facts.values().get("proxy"))) {
            return Catalogue.standard().problem("http-proxy", facts).orElseThrow();
        }
        boolean signIn =
                host.equals(facts.values().get("authority"))
                        && !host.equals(facts.values().get("host"));
        if (signIn) {
            return Catalogue.standard().problem("authority-refused", facts).orElseThrow();
        }
        return Problem.of(
                        Problem.Kind.TRANSIENT,
                        "connection-refused",
                        "Nothing answers at " + address + ip,
                        "The connection was refused or blocked: the service is down, or a firewall"
                                + " or network policy is in the way.")
                .withRemedy("Check that the service runs and that port 443 is open from here");
    }

    private static Optional<Problem> unavailable(List<Throwable> causes) {
        return first(causes, CredentialUnavailableException.class)
                .map(
                        e ->
                                Problem.of(
                                        Problem.Kind.NO_IDENTITY,
                                        "credential-unavailable",
                                        "The credential is not available here",
                                        firstSentence(e.getMessage())));
    }

    private static Optional<Problem> fromHttp(List<Throwable> causes) {
        return first(causes, HttpResponseException.class)
                .map(
                        e ->
                                Problem.of(
                                        Problem.Kind.TRANSIENT,
                                        ODD_ANSWER,
                                        "The service gave an answer that makes no sense",
                                        firstSentence(e.getMessage())));
    }

    private static Problem bug(List<Throwable> causes) {
        return Problem.of(
                        Problem.Kind.BUG,
                        "bug",
                        "Something unexpected happened",
                        "This is a defect of Blobdrop: "
                                + causes.getLast().getClass().getSimpleName()
                                + ".")
                .withRemedy("Run again with --verbose and report what it prints");
    }

    /// The first sentence of a library's message, on one line and without names of Java's classes.
    public static String firstSentence(String message) {
        String line = requireNonNullElse(message, "no reason given").strip().replace("\r", "");
        line = line.lines().findFirst().orElse("no reason given");
        line = CLASS_NAMES.matcher(line).replaceFirst("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    /// The exception and everything that caused it, outermost first.
    public static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = thrown;
                next != null && !causes.contains(next);
                next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static boolean isLast(List<Throwable> causes, Throwable cause) {
        return causes.getLast() == cause;
    }

    /// A wrapper that only repeats what it wraps is named without its message.
    private static String technical(List<Throwable> causes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < causes.size(); i++) {
            Throwable cause = causes.get(i);
            String message = requireNonNullElse(cause.getMessage(), "").strip();
            boolean repeats =
                    causes.stream()
                            .skip(i + 1)
                            .map(inner -> requireNonNullElse(inner.getMessage(), "").strip())
                            .anyMatch(inner -> !inner.isEmpty() && message.contains(inner));
            text.append(text.isEmpty() ? "" : "\n  caused by ").append(cause.getClass().getName());
            if (!message.isEmpty() && !repeats) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }

    private static String stack(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(thrown.getStackTrace())
                .limit(20)
                .forEach(frame -> text.append("\n    at ").append(frame));
        return text.toString();
    }
}
