package dev.blobdrop.core.identity.link;

import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// How long one link may take, and what follows when its time is over.
///
/// A link that only looks whether somebody is signed in here gives way to the next one. A link that
/// was configured for this program stops the chain, as any other failure of it does in the library:
/// a pod whose sign-in host is silent must not go on as somebody else.
///
/// @param program what the command lines of the link's processes hold; empty when it starts none
public record LinkDeadline(Duration limit, boolean movesOn, Optional<String> program) {
    /// Starting `az`, `azd` or PowerShell takes up to a few seconds on a slow machine.
    static final Duration PROGRAM = Duration.ofSeconds(10);

    /// The same when nobody else is there to ask: on a machine that scans each file, `az` has been
    /// seen to need 13 s, and giving up on it helps nobody.
    static final Duration PROGRAM_ALONE = Duration.ofMinutes(1);

    /// A connection, a few tries and an answer.
    static final Duration SIGN_IN_HOST = Duration.ofSeconds(30);

    /// What a metadata address may cost before it has shown that it gives tokens; only
    /// [MetadataLink] counts that.
    static final Duration METADATA = Duration.ofSeconds(2);

    /// For a machine that is known to have a metadata service and nobody else to ask: the library
    /// tries it up to five times, at growing distances, 25 s in all.
    static final Duration METADATA_ALONE = Duration.ofSeconds(30);

    /// For a person at a window of the system.
    private static final Duration PERSON = Duration.ofSeconds(130);

    /// Empty for a link that shows a person how much time is left and ends by itself.
    public static Optional<LinkDeadline> of(String link) {
        return switch (link) {
            case LinkNames.BROWSER, LinkNames.DEVICE_CODE -> Optional.empty();
            default -> Optional.of(ofMachine(link));
        };
    }

    private static LinkDeadline ofMachine(String link) {
        return switch (link) {
            case LinkNames.ENVIRONMENT, LinkNames.WORKLOAD_IDENTITY, LinkNames.MANAGED_IDENTITY ->
                new LinkDeadline(SIGN_IN_HOST, false, Optional.empty());
            case LinkNames.AZURE_CLI -> program("account get-access-token");
            case LinkNames.AZURE_POWERSHELL -> program("-EncodedCommand");
            case LinkNames.AZURE_DEVELOPER_CLI -> program("auth token");
            case LinkNames.BROKER -> patient(PERSON);
            default -> patient(SIGN_IN_HOST);
        };
    }

    /// For a managed identity behind a metadata address that is known to answer: what is counted
    /// here is mostly our own start, which on a busy machine must not cost somebody his identity.
    ///
    /// @param alone whether no link after it can answer
    public static LinkDeadline metadata(boolean alone) {
        return patient(alone ? METADATA_ALONE : PROGRAM);
    }

    public static LinkDeadline patient(Duration limit) {
        return new LinkDeadline(limit, true, Optional.empty());
    }

    private static LinkDeadline program(String words) {
        return new LinkDeadline(PROGRAM, true, Optional.of(words));
    }

    /// The same with another limit if its link starts a program: whoever names a limit knows how
    /// slow that program is.
    ///
    /// @param alone whether no other link is asked
    public LinkDeadline ofProgram(Optional<Duration> wanted, boolean alone) {
        Duration most = wanted.orElse(alone ? PROGRAM_ALONE : limit);
        return startsProcesses() ? new LinkDeadline(most, movesOn, program) : this;
    }

    boolean startsProcesses() {
        return program.isPresent();
    }

    /// Whether a child of this process was started by such a link. Windows tells the program only,
    /// and there the library starts its programs through a shell.
    Predicate<ProcessHandle.Info> isOurs() {
        String words = program.orElse("\0");
        return info -> info.commandLine()
                .map(line -> line.contains(words))
                .or(() -> info.command().map(LinkDeadline::isWindowsShell))
                .orElse(false);
    }

    private static boolean isWindowsShell(String command) {
        return command.matches("(?i).*\\\\(cmd|powershell|pwsh)\\.exe");
    }

    /// What the chain is told when the time is over.
    RuntimeException expired(String title, String authority) {
        String sentence = OwnReason.noAnswer(limit) + (startsProcesses() ? ", so it was stopped" : "");
        return movesOn ? OwnReason.late(sentence) : silentHost(title, authority);
    }

    private RuntimeException silentHost(String title, String authority) {
        return Problem.of(
                        Problem.Kind.TRANSIENT,
                        "sign-in-silent",
                        title + ": " + OwnReason.noAnswer(limit),
                        authority
                                + " returned no token in time. The usual cause is a firewall that drops packets"
                                + " or a proxy that is not set.")
                .withRemedy(
                        "blobdrop doctor   # shows how far the connection gets",
                        "export HTTPS_PROXY=http://PROXY:PORT   # if sign-in needs one")
                .asException(OwnReason.ofLate(limit));
    }
}
