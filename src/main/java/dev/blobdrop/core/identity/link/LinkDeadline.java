package dev.blobdrop.core.identity.link;

import dev.blobdrop.core.identity.LinkNames;
import dev.blobdrop.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// How long one credential may take, and what happens then.
///
/// If the credential only checks whether somebody is signed in on this machine, the chain moves on.
/// If it was configured for this program, the chain stops, as after any other failure of it in the
/// library: a pod whose identity provider is silent must not sign in as somebody else.
///
/// @param movesOn whether the chain goes on to the next credential
/// @param program a part of the command line of its processes; empty if it starts none
public record LinkDeadline(Duration limit, boolean movesOn, Optional<String> program) {
    /// For what usually answers on this machine: `az`, `azd` and PowerShell take up to a few
    /// seconds to start on a slow one, and so does our first call to a metadata endpoint that is
    /// known to answer.
    static final Duration LOCAL = Duration.ofSeconds(10);

    /// For a program that is the only credential to try: where a virus scanner checks each file,
    /// `az` has taken 13 s, and giving up on it helps nobody.
    static final Duration PROGRAM_ONLY = Duration.ofMinutes(1);

    /// Enough for a connection, a few retries and an answer.
    static final Duration SIGN_IN_HOST = Duration.ofSeconds(30);

    /// For a metadata endpoint that has not yet shown that it issues tokens; only [MetadataLink]
    /// uses it.
    static final Duration METADATA = Duration.ofSeconds(2);

    /// For a machine that is known to have a metadata service and no other credential to try: the
    /// library makes up to five attempts with growing pauses, 25 s in all.
    static final Duration METADATA_ONLY = Duration.ofSeconds(30);

    /// For a person at a system dialog.
    private static final Duration PERSON = Duration.ofSeconds(130);

    /// The deadline of a credential; empty for one that shows a person the time left and ends by
    /// itself.
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

    /// For a managed identity behind a metadata endpoint that is known to answer. Most of this time
    /// is our own start-up, and a busy machine must not lose its identity because of that.
    ///
    /// @param alone whether no credential after it can answer
    public static LinkDeadline metadata(boolean alone) {
        return patient(alone ? METADATA_ONLY : LOCAL);
    }

    /// A deadline after which the chain moves on.
    public static LinkDeadline patient(Duration limit) {
        return new LinkDeadline(limit, true, Optional.empty());
    }

    private static LinkDeadline program(String words) {
        return new LinkDeadline(LOCAL, true, Optional.of(words));
    }

    /// The same with another limit if it starts a program: a user who sets a limit knows how slow
    /// that program is.
    ///
    /// @param alone whether no other credential is tried
    public LinkDeadline withProgramLimit(Optional<Duration> wanted, boolean alone) {
        Duration most = wanted.orElse(alone ? PROGRAM_ONLY : limit);
        return startsProcesses() ? new LinkDeadline(most, movesOn, program) : this;
    }

    boolean startsProcesses() {
        return program.isPresent();
    }

    /// Recognises processes that such a credential started. Windows reports the program without its
    /// arguments, and there the library starts programs through a shell.
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

    /// The exception for the chain when the time is up.
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
