package dev.blobdrop.core.identity.link;

import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.problem.Problems;
import java.time.Duration;
import java.util.Optional;

/// Our explanation of why a credential failed, as the cause of the exception for the library's
/// chain: only an exception of exactly that class makes the chain move on.
final class OwnReason extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean late;

    private OwnReason(String sentence, boolean late) {
        super(sentence, null, false, false);
        this.late = late;
    }

    /// The credential does not apply here.
    static CredentialUnavailableException unavailable(String sentence) {
        return new CredentialUnavailableException(sentence, new OwnReason(sentence, false));
    }

    /// The credential was still busy when its time was up.
    static CredentialUnavailableException late(String sentence) {
        return new CredentialUnavailableException(sentence, new OwnReason(sentence, true));
    }

    /// The cause for an exception that stops the chain.
    static OwnReason ofLate(Duration limit) {
        return new OwnReason(noAnswer(limit), true);
    }

    static String noAnswer(Duration limit) {
        return "no answer within " + limit.toSeconds() + " s";
    }

    static Optional<OwnReason> of(Throwable thrown) {
        return Problems.causes(thrown).stream()
                .filter(OwnReason.class::isInstance)
                .map(OwnReason.class::cast)
                .findFirst();
    }

    static boolean isLate(Throwable thrown) {
        return of(thrown).filter(reason -> reason.late).isPresent();
    }
}
