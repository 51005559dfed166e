package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.ChainTrace.Effect;
import dev.blobdrop.core.identity.ChainTrace.HttpCall;
import dev.blobdrop.core.identity.ChainTrace.Link;
import dev.blobdrop.core.identity.ChainTrace.Outcome;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The chain in words, and when each line is printed.
class ChainTableTest {
    private static final Instant END = Instant.parse("2026-01-31T12:00:00Z");
    private static final HttpCall REFUSED =
            new HttpCall("POST", "login", "/t/token", Optional.of(400), Duration.ofMillis(8));
    private static final HttpCall SILENT = new HttpCall("GET", "host", "/", Optional.empty(), Duration.ofSeconds(2));

    private static Link link(int order, Outcome outcome, Effect effect, String reason) {
        return new Link(
                order,
                "AzureCliCredential",
                "Azure CLI",
                outcome,
                effect,
                outcome == Outcome.NOT_TRIED ? Optional.empty() : Optional.of(Duration.ofMillis(12)),
                reason,
                outcome == Outcome.FAILED ? List.of(REFUSED, SILENT) : List.of());
    }

    private static Link failed(String reason) {
        return link(2, Outcome.FAILED, Effect.STOPPED_HERE, reason);
    }

    private static Identity identity(Optional<String> userName) {
        return new Identity(
                "AzureCliCredential", userName, Optional.of("a-1"), Optional.of("o-1"), Optional.empty(), false, END);
    }

    @Test
    void lineOfALink() {
        assertThat(ChainTable.line(failed("refused")))
                .isEqualTo("  2  Azure CLI            Failed         12 ms  stopped here  refused");
        assertThat(ChainTable.line(link(9, Outcome.NOT_TRIED, Effect.NOT_REACHED, "")))
                .isEqualTo("  9  Azure CLI            Not tried             not reached");
    }

    @Test
    void callsShowStatusOrSilence() {
        assertThat(ChainTable.calls(failed("x")))
                .containsExactly("        POST login/t/token -> 400, 8 ms", "        GET host/ -> no answer, 2.0 s");
    }

    @Test
    void headingTellsWhatIsAsked() {
        assertThat(ChainTable.heading(CredentialKind.DEFAULT)).startsWith("Credential chain");
        assertThat(ChainTable.heading(CredentialKind.AZURE_CLI)).isEqualTo("Credential (azure-cli only)");
    }

    @Test
    void identityIsShownWithWhatIsKnown() {
        assertThat(ChainTable.identity(identity(Optional.of("alice@x")), END.minusSeconds(3720)))
                .containsExactly(
                        "Identity (from the token's claims, not verified here)",
                        "  name       alice@x",
                        "  app id     a-1",
                        "  object id  o-1",
                        "  expires    2026-01-31T12:00:00Z (in 1 h 2 min)");
        assertThat(ChainTable.identity(identity(Optional.empty()), END.plusSeconds(600))
                        .getLast())
                .endsWith("(in 0 min)");
    }

    @Test
    void linkAsJsonHasStableFields() {
        assertThat(ChainTable.event(failed("refused")).toString())
                .startsWith("{\"event\":\"link\",\"order\":2,\"name\":\"AzureCliCredential\",\"title\":\"Azure"
                        + " CLI\",\"outcome\":\"failed\",\"effect\":\"stopped-here\",\"millis\":12")
                .contains("\"reason\":\"refused\"")
                .contains("{\"method\":\"POST\",\"host\":\"login\",\"path\":\"/t/token\",\"status\":400,"
                        + "\"millis\":8},{\"method\":\"GET\",\"host\":\"host\",\"path\":\"/\","
                        + "\"millis\":2000}");
    }

    @Test
    void identityAsJsonSaysThatItIsNotVerified() {
        assertThat(ChainTable.json(identity(Optional.empty())).toString())
                .contains("\"name\":\"app a-1\"", "\"objectId\":\"o-1\"", "\"verified\":false")
                .doesNotContain("userName", "tenantId");
    }

    @Test
    void sameAnswerIsToldOnce() {
        List<Link> told = new ArrayList<>();
        ChainLines lines = new ChainLines(told::add);
        Link first = failed("refused");
        lines.finished(first);
        lines.finished(failed("refused"));
        Link other = failed("another reason");
        lines.finished(other);
        lines.finished(link(3, Outcome.FAILED, Effect.STOPPED_HERE, "another reason"));
        assertThat(told).hasSize(3).startsWith(first, other);
    }

    @Test
    void restTellsTheLinksNobodyAsked() {
        List<Link> told = new ArrayList<>();
        ChainLines lines = new ChainLines(told::add);
        Link asked = failed("refused");
        Link unasked = link(3, Outcome.NOT_TRIED, Effect.NOT_REACHED, "");
        lines.finished(asked);
        lines.printUntried(
                new ChainTrace(CredentialKind.DEFAULT, List.of(asked, unasked), Optional.empty(), List.of()));
        assertThat(told).containsExactly(asked, unasked);
    }

    @Test
    void callsStandBelowTheirLinkWhenWanted() {
        List<String> printed = new ArrayList<>();
        ChainLines.text(printed::add, true).finished(failed("x"));
        assertThat(printed).hasSize(3);
        printed.clear();
        ChainLines.text(printed::add, false).finished(failed("x"));
        assertThat(printed).hasSize(1);
    }
}
