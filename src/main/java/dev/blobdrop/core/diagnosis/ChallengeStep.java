package dev.blobdrop.core.diagnosis;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Problems;
import dev.blobdrop.core.storage.AccountUrl;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the account without signing in: it answers with the tenant it belongs to and with its
/// clock,
/// or its firewall refuses at once.
final class ChallengeStep implements Step {
    private static final Pattern TENANT =
            Pattern.compile("authorization_uri=\"?https://[^/\"]+/([^/\"\\s]+)/oauth2");

    @Override
    public Stage stage() {
        return Stage.CHALLENGE;
    }

    @Override
    public Finding examine(Examination at) throws InterruptedException {
        Optional<AccountUrl> account = at.request().account();
        if (account.isEmpty()) {
            return Finding.skipped(stage(), "no account was given (--account-url)");
        }
        try {
            return judge(at, ask(at, account.get()));
        } catch (IOException e) {
            Problem problem = Problems.from(e, at.facts());
            return Finding.failed(
                    stage(), Cause.of(problem, at.facts(), List.of("no answer to a request")));
        }
    }

    private static HttpResponse<String> ask(Examination at, AccountUrl account)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(account + "/?comp=list"))
                        .timeout(Duration.ofSeconds(10))
                        .header("x-ms-version", "2024-11-04")
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .sslContext(at.plan().transport().tls())
                        .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Finding judge(Examination at, HttpResponse<String> response) {
        List<String> evidence = new ArrayList<>();
        String code = response.headers().firstValue("x-ms-error-code").orElse("");
        evidence.add("without sign-in: status " + response.statusCode() + " " + code);
        Optional<Duration> skew =
                response.headers()
                        .firstValue("Date")
                        .flatMap(ChallengeStep::date)
                        .map(date -> ExchangeStep.skew(at, date));
        if (skew.filter(s -> s.compareTo(Examination.SKEW_LIMIT) > 0).isPresent()) {
            return Finding.failed(
                    stage(),
                    at.cause("B6", "the clocks differ by " + skew.get().toMinutes() + " minutes"));
        }
        if (code.equals("AuthorizationFailure")) {
            return Finding.failed(stage(), at.cause("F6", evidence));
        }
        Optional<String> wanted =
                response.headers().firstValue("WWW-Authenticate").flatMap(ChallengeStep::tenant);
        Optional<String> ours = at.identity().flatMap(who -> who.tenantId());
        if (wanted.isPresent() && ours.isPresent() && !wanted.get().equals(ours.get())) {
            return Finding.failed(
                    stage(), at.cause("E2", Difference.lines(wanted.get(), ours.get())));
        }
        wanted.ifPresent(tenant -> evidence.add("the account's tenant is " + tenant));
        at.proven("the account exists and answers");
        return new Finding(
                stage(),
                Finding.Status.OK,
                at.request().account().orElseThrow() + " answers",
                evidence,
                Optional.empty());
    }

    private static Optional<String> tenant(String challenge) {
        Matcher matcher = TENANT.matcher(challenge);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<ZonedDateTime> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
