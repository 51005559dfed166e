package dev.blobdrop.gui.identity;

import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.identity.Identity;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The chain as text, for the pane and to copy.
public final class ChainText {
    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private ChainText() {}

    /// A duration in milliseconds, or from one second on in seconds.
    public static String time(Duration time) {
        return time.toMillis() < 1000
                ? Texts.of("chain.millis", String.valueOf(time.toMillis()))
                : Texts.of("chain.seconds", String.format(Locale.getDefault(), "%.1f", time.toMillis() / 1000.0));
    }

    /// The time of day in the system's locale.
    public static String clock(Instant when) {
        return CLOCK.format(when);
    }

    /// One HTTP call, such as `POST login.microsoftonline.com/.../token`.
    public static String call(ChainTrace.HttpCall call) {
        return call.method() + " " + call.host() + call.path();
    }

    /// The status of a call, and how long it took.
    public static String answer(ChainTrace.HttpCall call) {
        return Texts.of(
                "chain.answer",
                call.status().map(String::valueOf).orElseGet(() -> Texts.of("chain.no-answer")),
                time(call.took()));
    }

    /// The result of an access check, or why there is none.
    public static String says(Access access) {
        return access.needsConsent() ? Texts.of("chain.access.untried") : access.says();
    }

    /// The whole column as text.
    ///
    /// @param ids whether to include IDs of users, applications and tenants
    public static String copy(ChainColumn column, boolean ids) {
        List<String> lines = new ArrayList<>();
        lines.add(column.title() + (column.subtitle().isEmpty() ? "" : ", " + column.subtitle()));
        column.trace().ifPresent(trace -> chain(trace, lines));
        column.access()
                .forEach(access -> lines.add(
                        access.action().words() + ": " + access.verdict().words() + ", " + says(access)));
        column.doctor()
                .ifPresent(doctor -> doctor.findings()
                        .forEach(finding -> lines.add(finding.stage().title() + ": " + finding.says())));
        column.problem().ifPresent(problem -> lines.add(problem.title() + " (" + problem.code() + ")"));
        String text = String.join("\n", lines) + "\n";
        return ids ? text : text.replaceAll(ID, Texts.of("chain.id-left-out"));
    }

    private static void chain(ChainTrace trace, List<String> lines) {
        for (ChainTrace.Link link : trace.links()) {
            lines.add(String.format(
                            "%2d  %s: %s%s, %s. %s",
                            link.order(),
                            link.title(),
                            link.outcome().word(),
                            link.took().map(took -> ", " + time(took)).orElse(""),
                            link.effect().word(),
                            link.reason())
                    .stripTrailing());
            link.calls().forEach(call -> lines.add("      " + call(call) + "  " + answer(call)));
        }
        trace.identity().ifPresent(who -> identity(who, lines));
    }

    private static void identity(Identity who, List<String> lines) {
        lines.add(Texts.of("chain.copy.identity", who.name()));
        who.appId().ifPresent(id -> lines.add(Texts.of("chain.app", id)));
        who.objectId().ifPresent(id -> lines.add(Texts.of("chain.object", id)));
        who.tenantId().ifPresent(id -> lines.add(Texts.of("chain.tenant-id", id)));
        lines.add(Texts.of("chain.valid", clock(who.expiresOn())));
    }
}
