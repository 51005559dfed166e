package dev.blobdrop.core.storage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import dev.blobdrop.core.net.OddAnswer;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Translates the storage library's exceptions into problems.
///
/// Refusals are told apart by the service's own error code, never by HTTP status alone: one status
/// 403 is a missing role, another a firewall.
public final class StorageProblems {
    private static final List<String> NOT_AUTHENTICATED =
            List.of("AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation");

    /// Anything that does not look like an error code is not repeated as one.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,80}");

    private static final Pattern TENANT = Pattern.compile("authorization_uri=\"?https://[^/\"]+/([^/\"\\s]+)");

    private static final List<Integer> TRANSIENT_STATUS = List.of(408, 429, 500, 502, 503, 504);

    private StorageProblems() {}

    /// The problem behind an exception of a storage request.
    ///
    /// @param facts fills the remedies
    static Problem from(Throwable thrown, Facts facts) {
        return Problems.from(
                thrown,
                causes -> Problems.first(causes, BlobStorageException.class)
                        .map(e -> refusal(e, facts))
                        .or(() -> Problems.known(causes, facts))
                        .or(() -> OddAnswer.in(causes)));
    }

    private static Problem refusal(BlobStorageException e, Facts facts) {
        String code = code(e);
        if (Problem.isMissingRole(code) && facts.values().containsKey("node")) {
            return Catalogue.standard()
                    .problem(facts.values().get("node"), facts)
                    .or(() -> Catalogue.standard().problem("node-identity", facts))
                    .orElseThrow();
        }
        Optional<String> tenant = otherTenant(e, code, facts);
        if (tenant.isPresent()) {
            return Catalogue.standard()
                    .problem("other-tenant", facts.with("other", tenant.get()))
                    .orElseThrow();
        }
        return entry(code, facts).map(row -> row.problem(code, facts)).orElseGet(() -> unknown(e, code, facts));
    }

    private static String code(BlobStorageException e) {
        return Optional.ofNullable(e.getErrorCode())
                .map(Object::toString)
                .filter(code -> CODE.matcher(code).matches())
                .orElse("");
    }

    private static Problem unknown(BlobStorageException e, String code, Facts facts) {
        int status = e.getStatusCode();
        String shown = code.isEmpty() ? "http-" + status : code;
        return TRANSIENT_STATUS.contains(status)
                ? Problem.of(
                        Problem.Kind.TRANSIENT,
                        shown,
                        "The storage service is in trouble",
                        "It answered with status " + status + "; this often passes.")
                : Problem.of(
                        Problem.Kind.USAGE,
                        shown,
                        "The storage service refused the request",
                        facts.fill("{host}")
                                + " answered with status "
                                + status
                                + (code.isEmpty() ? " and no reason." : ": " + code + "."));
    }

    /// The account's tenant, when the refused token is for another one.
    private static Optional<String> otherTenant(BlobStorageException e, String code, Facts facts) {
        boolean signIn = e.getStatusCode() == 401 || NOT_AUTHENTICATED.contains(code);
        return Optional.ofNullable(e.getResponse())
                .filter(answer -> signIn)
                .map(answer -> answer.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE))
                .flatMap(StorageProblems::challengedTenant)
                .filter(tenant -> facts.values().containsKey("tid"))
                .filter(tenant -> !tenant.equalsIgnoreCase(facts.values().get("tid")));
    }

    /// The tenant of a storage account, from the challenge in its `WWW-Authenticate` header:
    /// `Bearer authorization_uri=https://login.microsoftonline.com/TENANT/oauth2/...`.
    public static Optional<String> challengedTenant(String challenge) {
        Matcher matcher = TENANT.matcher(challenge);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// A request to the whole account has no container that a remedy could name.
    private static Optional<Catalogue.Entry> entry(String code, Facts facts) {
        Catalogue catalogue = Catalogue.standard();
        Optional<Catalogue.Entry> forAccount =
                facts.values().containsKey("ctr") ? Optional.empty() : catalogue.byCode(code + "/account");
        return forAccount.or(() -> catalogue.byCode(code));
    }
}
