package dev.blobdrop.core.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the credential chain did, credential by credential: an immutable snapshot.
///
/// @param links in the order in which they are tried
/// @param identity who signed in; empty until then
/// @param renewals when the winner was asked for a new token since
public record ChainTrace(CredentialKind kind, List<Link> links, Optional<Identity> identity, List<Instant> renewals) {

    public ChainTrace {
        links = List.copyOf(links);
        renewals = List.copyOf(renewals);
    }

    /// The result of trying one credential.
    public enum Outcome {
        WON("Won"),
        /// It does not apply here.
        UNAVAILABLE("Unavailable"),
        /// It applies here but was refused or failed.
        FAILED("Failed"),
        /// It did not answer within its deadline.
        TIMED_OUT("Timed out"),
        NOT_TRIED("Not tried"),
        /// Survey only: it would have signed in.
        ANSWERS("Answers"),
        /// Survey only: it would have asked a person.
        NOT_ASKED("Not asked");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// The word to show.
        public String word() {
            return word;
        }
    }

    /// What the outcome means for the credentials after it.
    public enum Effect {
        ANSWERED("answered"),
        MOVED_ON("moved on"),
        STOPPED_HERE("stopped here"),
        NOT_REACHED("not reached"),
        /// Survey only: the chain would end here with a sign-in.
        WOULD_WIN("would win"),
        /// Survey only: the chain would end here without a sign-in.
        WOULD_STOP("would stop"),
        /// Survey only: `AZURE_TOKEN_CREDENTIALS` removes it from the chain.
        LEFT_OUT("left out"),
        /// Survey only: it would open a window or show a code.
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
    /// @param took empty until it was tried
    /// @param reason why it ended this way, one sentence; empty if it was not reached
    /// @param calls the HTTP calls it made through the library's pipeline
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

    /// One HTTP call of a credential, without headers and body.
    ///
    /// @param status empty if there was no answer
    public record HttpCall(String method, String host, String path, Optional<Integer> status, Duration took) {}

    /// The credential that signed in, or in a survey the one that would.
    public Optional<Link> winner() {
        return links.stream()
                .filter(link -> link.outcome() == Outcome.WON || link.effect() == Effect.WOULD_WIN)
                .findFirst();
    }
}
