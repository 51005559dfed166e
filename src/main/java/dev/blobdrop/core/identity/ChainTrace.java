package dev.blobdrop.core.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the credential chain did, link by link: an immutable picture of one moment.
///
/// @param links in the order in which they are tried
/// @param identity who signed in; empty until somebody did
/// @param renewals when the winner was asked for a new token since
public record ChainTrace(CredentialKind kind, List<Link> links, Optional<Identity> identity, List<Instant> renewals) {

    public ChainTrace {
        links = List.copyOf(links);
        renewals = List.copyOf(renewals);
    }

    /// How asking one link ended.
    public enum Outcome {
        WON("Won"),
        /// It does not apply here.
        UNAVAILABLE("Unavailable"),
        /// It applies here and was refused or broke.
        FAILED("Failed"),
        /// It did not answer within its deadline.
        TIMED_OUT("Timed out"),
        NOT_TRIED("Not tried"),
        /// A survey's link that would have answered.
        ANSWERS("Answers"),
        /// A survey's link that would have asked a person.
        NOT_ASKED("Not asked");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What the outcome meant for the links after it.
    public enum Effect {
        ANSWERED("answered"),
        MOVED_ON("moved on"),
        STOPPED_HERE("stopped here"),
        NOT_REACHED("not reached"),
        /// Of a survey: the chain would end here, with success.
        WOULD_WIN("would win"),
        /// Of a survey: the chain would end here, without one.
        WOULD_STOP("would stop"),
        /// Of a survey: `AZURE_TOKEN_CREDENTIALS` leaves it out of the chain.
        LEFT_OUT("left out"),
        /// Of a survey: it opens a window or shows a code.
        WOULD_PROMPT("would prompt");

        private final String word;

        Effect(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// One credential of the chain.
    ///
    /// @param order from 1
    /// @param name of the library's class, such as `AzureCliCredential`
    /// @param title for people, such as `Azure CLI`
    /// @param took empty while it was not asked
    /// @param reason why it ended so, one sentence; empty for a link not reached
    /// @param calls what it asked over HTTP through the library's pipeline
    public record Link(
            int order,
            String name,
            String title,
            Outcome outcome,
            Effect effect,
            Optional<Duration> took,
            String reason,
            List<HttpCall> calls) {
        public Link {
            calls = List.copyOf(calls);
        }
    }

    /// One request of a link; never headers or bodies.
    ///
    /// @param status empty when there was no answer
    public record HttpCall(String method, String host, String path, Optional<Integer> status, Duration took) {}

    /// The link that answered, or in a survey the one that would.
    public Optional<Link> winner() {
        return links.stream()
                .filter(link -> link.outcome() == Outcome.WON || link.effect() == Effect.WOULD_WIN)
                .findFirst();
    }
}
