package dev.blobdrop.core.identity.link;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.identity.CredentialPlan;
import dev.blobdrop.core.identity.FederatedToken;
import dev.blobdrop.core.identity.Injection;
import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.identity.PodIdentity;
import dev.blobdrop.core.net.OddAnswer;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.CertificateProblems;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.FirstSentence;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Explains in one sentence why a credential failed. The library's own sentence is used only where
/// it says more than ours.
public final class LinkReasons {
    /// Makes `az` print only its answer:
    /// <https://learn.microsoft.com/cli/azure/azure-cli-configuration>.
    public static final String SILENCE_AZ = "export AZURE_CORE_ONLY_SHOW_ERRORS=true";

    /// Silences the Python that runs `az`: <https://docs.python.org/3/library/warnings.html>.
    public static final String SILENCE_PYTHON = "export PYTHONWARNINGS=ignore";

    private static final Pattern PYTHON_ERROR = Pattern.compile("[A-Z]\\w*(?:Error|Exception): ");

    /// The identity provider's answer to a program, to its end.
    private static final Pattern REFUSAL = Pattern.compile("AADSTS\\d+.*", Pattern.DOTALL);

    /// How the library refuses the tenant in an account's challenge.
    private static final Pattern OTHER_TENANT =
            Pattern.compile("not configured to acquire tokens for tenant ([\\w-]+(?:\\.[\\w-]+)*)");

    private final CredentialPlan plan;

    /// @param plan fills the remedies
    public LinkReasons(CredentialPlan plan) {
        this.plan = plan;
    }

    /// Why a credential does not apply here.
    String unavailable(String link, Throwable thrown) {
        return OwnReason.of(thrown).map(OwnReason::getMessage).orElseGet(() -> unavailableInLibrary(link, thrown));
    }

    private String unavailableInLibrary(String link, Throwable thrown) {
        String said = FirstSentence.of(thrown.getMessage()).replaceFirst("\\.$", "");
        if (plan.environment().replayed() && MaskedCredential.isMasked(link)) {
            return said;
        }
        String lower = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return Secrets.redact(
                switch (link) {
                    case LinkNames.ENVIRONMENT -> environment();
                    case LinkNames.WORKLOAD_IDENTITY -> workloadIdentity(said);
                    case LinkNames.MANAGED_IDENTITY -> managedIdentity(thrown);
                    case LinkNames.INTELLIJ -> "not signed in to Azure in IntelliJ";
                    case LinkNames.VS_CODE -> "not signed in to Azure in Visual Studio Code";
                    case LinkNames.AZURE_CLI -> azureCli(said, thrown.getMessage());
                    case LinkNames.AZURE_POWERSHELL ->
                        lower.contains("deserializing") || lower.contains("not installed")
                                ? "PowerShell with the Az module is not installed"
                                : said;
                    case LinkNames.AZURE_DEVELOPER_CLI -> azureDeveloperCli(said, lower);
                    case LinkNames.BROKER -> "the sign-in broker is only available on Windows";
                    default -> said;
                });
    }

    /// How to try this program alone, which gives it more time.
    public static String aloneHint(String link) {
        String kind = switch (link) {
            case LinkNames.AZURE_POWERSHELL -> "azure-powershell";
            case LinkNames.AZURE_DEVELOPER_CLI -> "azure-developer-cli";
            default -> "azure-cli";
        };
        return "set credential " + kind + "   try only this one, for up to a minute";
    }

    /// A command that shows why the program did not answer. It prints no token.
    public static Optional<String> lateHint(String link) {
        return switch (link) {
            case LinkNames.AZURE_CLI ->
                Optional.of("az account get-access-token --resource https://storage.azure.com"
                        + " --output none   # shows what az waits for");
            case LinkNames.AZURE_POWERSHELL ->
                Optional.of("pwsh -NoProfile -Command Get-AzContext   # does this respond?");
            case LinkNames.AZURE_DEVELOPER_CLI -> Optional.of("azd auth login --check-status   # does this respond?");
            default -> Optional.empty();
        };
    }

    /// Why a credential that applies here failed. In a pod, the underlying cause, unless that is
    /// about the order of the chain.
    String failed(String link, Throwable thrown) {
        Problem problem = failure(link, thrown);
        return (problem.code().equals(PodIdentity.SECRET_FIRST) ? own(link, thrown) : problem).title();
    }

    /// The problem behind the failure that ended the chain, with remedies filled from the plan and
    /// the federated token. In a pod, the underlying cause.
    public Problem failure(String link, Throwable thrown) {
        Problem own = own(link, thrown);
        Optional<Problem> pod = inPod(own.retryable());
        return pod.map(cause -> own.technical().map(cause::withTechnical).orElse(cause))
                .orElse(own);
    }

    /// An exception that only the library understands means a failed sign-in, not a bug of ours.
    private Problem own(String link, Throwable thrown) {
        if (link.equals(LinkNames.WORKLOAD_IDENTITY)) {
            Optional<Problem> token = tokenProblem();
            if (token.isPresent()) {
                return token.get();
            }
        }
        Problem problem = SignInProblems.from(thrown, facts());
        boolean vague = problem.kind() == Problem.Kind.BUG || problem.code().equals(OddAnswer.CODE);
        if (!vague) {
            return isBound(link) && CertificateProblems.isCertificate(problem.code())
                    ? catalogued("token-proxy-tls", problem).orElse(problem)
                    : problem;
        }
        return link.equals(LinkNames.MANAGED_IDENTITY)
                ? oddMetadata(problem)
                : known(link, problem, Problems.causes(thrown).getLast())
                        .orElseGet(() ->
                                signInFailed(problem, Problems.causes(thrown).getLast()));
    }

    private Optional<Problem> tokenProblem() {
        if (FederatedToken.isElsewhere(plan)) {
            return Optional.of(FederatedToken.elsewhere(plan));
        }
        return PodIdentity.isMeant(plan) ? PodIdentity.unusable(plan, Instant.now()) : Optional.empty();
    }

    /// What is wrong with a pod that should have signed in. The library would try its next
    /// credential or report something else.
    ///
    /// @param mayPass whether the failure may pass without a change, such as a network failure
    public Optional<Problem> inPod(boolean mayPass) {
        return PodIdentity.cause(plan, Instant.now(), mayPass, facts());
    }

    /// Failures that the library reports only as a sentence.
    private Optional<Problem> known(String link, Problem problem, Throwable root) {
        String said = String.valueOf(root.getMessage());
        Matcher tenant = OTHER_TENANT.matcher(said);
        if (tenant.find()) {
            return catalogued("other-tenant", problem, facts().with("other", tenant.group(1)));
        }
        String code =
                said.contains("AZURE_KUBERNETES_") ? "binding-incomplete" : isBound(link) ? "token-proxy-refused" : "";
        Optional<Problem> row = catalogued(code, problem);
        return code.equals("binding-incomplete") ? row.map(known -> detailed(known, Problems.said(said))) : row;
    }

    /// The row with the library's own sentence, which names the variable.
    private static Problem detailed(Problem row, String detail) {
        return new Problem(
                row.kind(), row.code(), row.title(), detail, row.remedies(), row.technical(), row.retryable());
    }

    /// Whether an identity binding signs in, through the cluster's token proxy.
    private boolean isBound(String link) {
        return link.equals(LinkNames.WORKLOAD_IDENTITY)
                && plan.environment().get("AZURE_KUBERNETES_TOKEN_PROXY").isPresent();
    }

    private Optional<Problem> catalogued(String code, Problem problem) {
        return catalogued(code, problem, facts());
    }

    private Facts facts() {
        return plan.facts().and(FederatedToken.facts(plan));
    }

    private static Optional<Problem> catalogued(String code, Problem problem, Facts facts) {
        Optional<Problem> known = Catalogue.standard().problem(code, facts);
        return problem.technical().isEmpty()
                ? known
                : known.map(row -> row.withTechnical(problem.technical().get()));
    }

    private static Problem oddMetadata(Problem problem) {
        return new Problem(
                Problem.Kind.IDENTITY_REFUSED,
                "metadata-odd",
                "The metadata endpoint returned no token",
                "Azure seems to respond, but not with a token: its metadata service has a problem, or a proxy"
                        + " responds instead.",
                List.of(
                        Remedy.of("set credential azure-cli   use only your own sign-in"),
                        Remedy.of("export AZURE_TOKEN_CREDENTIALS=dev   # skip the credentials for servers")),
                problem.technical(),
                false);
    }

    private static Problem signInFailed(Problem problem, Throwable root) {
        return new Problem(
                Problem.Kind.IDENTITY_REFUSED,
                "sign-in-failed",
                "Sign-in failed",
                Problems.said(root.getMessage()),
                List.of(
                        Remedy.of("blobdrop doctor   # find the cause, stage by stage"),
                        Remedy.of("set verbose   run again to see the library's message")),
                problem.technical(),
                false);
    }

    private String environment() {
        Environment environment = plan.environment();
        List<String> missing = Stream.of("AZURE_CLIENT_ID", "AZURE_TENANT_ID")
                .filter(name -> environment.get(name).isEmpty())
                .toList();
        return missing.isEmpty()
                ? "neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set"
                : String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not set";
    }

    private String workloadIdentity(String said) {
        List<String> missing = Injection.missing(plan);
        if (missing.isEmpty()) {
            return said;
        }
        boolean file = missing.contains(Injection.FILE);
        return file
                ? Injection.FILE + " is not set" + (plan.environment().inKubernetes() ? "" : " (not in a pod)")
                : String.join(" and ", missing) + " not set";
    }

    /// The metadata service answers status 400 both for an unknown identity and for none.
    private static String managedIdentity(Throwable thrown) {
        return Problems.causes(thrown).stream()
                        .map(cause -> String.valueOf(cause.getMessage()))
                        .anyMatch(text -> text.contains("has not been assigned"))
                ? MetadataProbe.NO_IDENTITY
                : "no answer at the metadata endpoint";
    }

    /// The library reads warnings of `az` as part of its answer.
    private static String azureCli(String said, String message) {
        String lower = String.valueOf(message).toLowerCase(Locale.ROOT);
        Matcher refusal = REFUSAL.matcher(String.valueOf(message));
        if (refusal.find()) {
            return "the identity provider refused the Azure CLI: " + Problems.said(refusal.group());
        }
        if (lower.contains("not found") || lower.contains("not installed")) {
            return "the Azure CLI (az) is not on PATH";
        }
        if (said.startsWith("Traceback")) {
            return "az failed: " + lastError(message);
        }
        if (lower.contains("unrecognized token") || lower.contains("unexpected character")) {
            return "az printed a warning along with the token; run: "
                    + (lower.contains(".py:") ? SILENCE_PYTHON : SILENCE_AZ);
        }
        return lower.contains("az login") ? "az is not signed in; run: az login" : said;
    }

    /// Python prints its error after the stack trace, and the library joins the lines, as in
    /// `makedirsOSError: [Errno 30]`.
    private static String lastError(String traceback) {
        return PYTHON_ERROR
                .matcher(traceback)
                .results()
                .reduce((first, second) -> second)
                .map(last -> traceback.substring(last.start()))
                .orElse("it printed only a stack trace");
    }

    private static String azureDeveloperCli(String said, String lower) {
        if (lower.contains("not installed") || lower.contains("not found")) {
            return "the Azure Developer CLI (azd) is not on PATH";
        }
        return lower.contains("azd auth login") ? "azd is not signed in; run: azd auth login" : said;
    }
}
