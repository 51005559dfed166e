package dev.blobdrop.gui.identity;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.session.Examiner;
import java.util.List;
import java.util.Optional;

/// How this machine or a pod signs in, at one moment.
///
/// @param title the machine or the pod
/// @param subtitle when, or by what; may be empty
/// @param survey whether every credential was tried
/// @param trace empty before the first attempt, and for a diagnosis alone
/// @param asking the order of the credential being tried now
/// @param access the permissions of the identity, as far as checked
/// @param doctor the diagnosis, as far as it has come
/// @param problem why the sign-in failed
/// @param working whether more results are to come
public record ChainColumn(
        String title,
        String subtitle,
        boolean survey,
        Optional<ChainTrace> trace,
        Optional<Integer> asking,
        List<Access> access,
        Optional<Diagnosis> doctor,
        Optional<Problem> problem,
        boolean working) {

    public ChainColumn {
        access = List.copyOf(access);
    }

    static ChainColumn empty(String title, String subtitle) {
        return new ChainColumn(
                title,
                subtitle,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// With a chain and its outcome.
    ChainColumn with(boolean ofSurvey, Optional<ChainTrace> chain, Optional<Integer> link, Optional<Problem> trouble) {
        return new ChainColumn(title, subtitle, ofSurvey, chain, link, access, doctor, trouble, working);
    }

    ChainColumn withAccess(List<Access> found) {
        return new ChainColumn(title, subtitle, survey, trace, asking, found, doctor, problem, working);
    }

    ChainColumn withDoctor(Optional<Diagnosis> diagnosis) {
        return new ChainColumn(title, subtitle, survey, trace, asking, access, diagnosis, problem, working);
    }

    ChainColumn working(boolean still) {
        return new ChainColumn(title, subtitle, survey, trace, asking, access, doctor, problem, still);
    }

    /// With the result of a finished sign-in.
    ChainColumn ended(boolean ofSurvey, Examiner.Tried tried) {
        return with(ofSurvey, Optional.of(tried.trace()), Optional.empty(), tried.problem())
                .working(false);
    }

    /// With the results so far and the problem that prevented the rest.
    ChainColumn failed(boolean ofSurvey, Problem trouble) {
        return with(ofSurvey, trace, Optional.empty(), Optional.of(trouble)).working(false);
    }

    /// The user cancelled.
    static Problem stopped() {
        return Problem.of(Problem.Kind.USAGE, "stopped", Texts.of("chain.stopped"), Texts.of("chain.stopped.detail"));
    }
}
