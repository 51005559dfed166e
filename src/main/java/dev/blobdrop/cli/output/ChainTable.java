package dev.blobdrop.cli.output;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.recording.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Formats the credential chain: a table for people, objects for programs.
public final class ChainTable {
    static final String SURVEY = "Survey: every credential is tried with its own time limit; the chain itself"
            + " stops at the first success";

    private ChainTable() {}

    /// The line above the table.
    public static String heading(CredentialKind kind) {
        return kind == CredentialKind.DEFAULT
                ? "Credential chain (default: the Azure library's own order)"
                : "Credential (" + kind.id() + " only)";
    }

    /// One credential as a row of the table.
    public static String line(ChainTrace.Link link) {
        String took = link.took().map(Amounts::time).orElse("");
        return String.format(
                        "%3d  %-20s %-11s %8s  %-12s  %s",
                        link.order(),
                        link.title(),
                        link.outcome().word(),
                        took,
                        link.effect().word(),
                        link.reason())
                .stripTrailing();
    }

    /// The row of a credential that has not answered yet.
    static String asking(ChainTrace.Link link) {
        return String.format("%3d  %-20s trying ...", link.order(), link.title());
    }

    /// The HTTP calls of a credential, one a line, without headers and bodies.
    public static List<String> calls(ChainTrace.Link link) {
        return link.calls().stream()
                .map(call -> "        "
                        + call.method()
                        + " "
                        + call.host()
                        + call.path()
                        + " -> "
                        + call.status().map(String::valueOf).orElse("no answer")
                        + ", "
                        + Amounts.time(call.took()))
                .toList();
    }

    static List<String> identity(Identity who, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("Identity (from the token's claims, not verified here)");
        lines.add("  name       " + who.name());
        who.appId().ifPresent(id -> lines.add("  app id     " + id));
        who.objectId().ifPresent(id -> lines.add("  object id  " + id));
        who.tenantId().ifPresent(id -> lines.add("  tenant     " + id));
        lines.add("  expires    " + who.expiresOn() + " (in " + left(who, now) + ")");
        return lines;
    }

    private static String left(Identity who, Instant now) {
        Duration left = Duration.between(now, who.expiresOn());
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : Math.max(0, left.toMinutes()) + " min";
    }

    /// A credential as an event of its own.
    public static Json event(ChainTrace.Link link) {
        return fields(Json.event("link"), link);
    }

    /// A credential as part of another event.
    public static Json json(ChainTrace.Link link) {
        return fields(new Json(), link);
    }

    private static Json fields(Json json, ChainTrace.Link link) {
        return json.with("order", link.order())
                .with("name", link.name())
                .with("title", link.title())
                .with("outcome", Words.id(link.outcome()))
                .with("effect", Words.id(link.effect()))
                .with("millis", link.took())
                .with("reason", Optional.of(link.reason()).filter(reason -> !reason.isEmpty()))
                .with(
                        "calls",
                        link.calls().stream()
                                .map(call -> new Json()
                                        .with("method", call.method())
                                        .with("host", call.host())
                                        .with("path", call.path())
                                        .with("status", call.status())
                                        .with("millis", call.took()))
                                .toList());
    }

    /// The identity as an event of its own.
    public static Json event(Identity who) {
        return fields(Json.event("identity"), who);
    }

    /// The identity as part of another event.
    public static Json json(Identity who) {
        return fields(new Json(), who);
    }

    private static Json fields(Json json, Identity who) {
        return json.with("name", who.name())
                .with("credential", who.credential())
                .with("userName", who.userName())
                .with("appId", who.appId())
                .with("objectId", who.objectId())
                .with("tenantId", who.tenantId())
                .with("managedIdentity", who.managed())
                .with("expiresOn", who.expiresOn())
                .with("verified", false);
    }
}
