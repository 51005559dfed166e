package dev.blobdrop.gui.identity;

import dev.blobdrop.core.diagnosis.Diagnosis;
import dev.blobdrop.core.identity.ChainTrace;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.storage.Access;
import dev.blobdrop.gui.base.Texts;
import dev.blobdrop.gui.session.Examiner;
import java.util.List;
import java.util.Optional;

/// How one place signs in: this machine, or a pod beside it.
///
/// @param title which place
/// @param subtitle since when, or by what; may be empty
/// @param survey whether every credential was asked
/// @param trace empty before anybody was asked, and where only a diagnosis is known
/// @param asking the order of the link that is being asked at this moment
/// @param access what the identity may do, as far as it was looked at
/// @param doctor as far as it has come
/// @param problem why nobody is signed in
/// @param working whether something is still to come
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

    /// With a chain, and how it ended.
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

    /// After all that was asked has answered.
    ChainColumn ended(boolean ofSurvey, Examiner.Tried tried) {
        return with(ofSurvey, Optional.of(tried.trace()), Optional.empty(), tried.problem())
                .working(false);
    }

    /// With what was found until something kept the rest from being asked.
    ChainColumn failed(boolean ofSurvey, Problem trouble) {
        return with(ofSurvey, trace, Optional.empty(), Optional.of(trouble)).working(false);
    }

    /// Somebody did not want to wait any longer.
    static Problem stopped() {
        return Problem.of(Problem.Kind.USAGE, "stopped", Texts.of("chain.stopped"), Texts.of("chain.stopped.detail"));
    }
}
