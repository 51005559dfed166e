package dev.blobdrop.sandbox;

import dev.blobdrop.sandbox.FailureLab.Failure;
import dev.blobdrop.sandbox.FailureLab.Named;
import java.util.List;
import java.util.function.Consumer;

/// The failures of [FailureLab] in which the account refuses a request: some refuse everything, and
/// the doctor names them; some are about one blob or one command, which then says so itself.
final class LabRefusals {
    private LabRefusals() {}

    static List<Failure> all() {
        return List.of(
                new Failure(
                        "F7a", "AuthorizationPermissionMismatch/account", Named.BY_COMMAND, lab -> lab.command("ls")),
                new Failure("S1", "BlobAlreadyExists", Named.BY_COMMAND, LabRefusals::exists),
                upload("S2", 412, "ConditionNotMet"),
                LabFailures.storage("S3", 403, "AccountIsDisabled"),
                upload("S4", 409, "BlobImmutableDueToPolicy"),
                upload("S5", 412, "LeaseIdMissing"),
                upload("S6", 409, "InvalidBlobType"),
                upload("S7", 409, "BlobArchived"),
                upload("S8", 400, "InvalidBlobOrBlock"),
                upload("S9", 400, "InvalidResourceName"),
                LabFailures.storage("S10", 404, "ResourceNotFound"),
                LabFailures.storage("S11", 503, "ServerBusy"),
                upload("S12", 400, "Md5Mismatch"),
                new Failure("S13", "DirectoryIsNotEmpty", Named.BY_COMMAND, LabRefusals::notEmpty),
                upload("S14", 409, "OperationNotSupportedOnDirectory"),
                upload("S15", 409, "PathConflict"),
                upload("S16", 409, "FeatureNotYetSupportedForHierarchicalNamespaceAccounts"));
    }

    private static void exists(FailureLab lab) {
        lab.azure().blobs().put(lab.azure().container(), "report.csv", "old".getBytes());
        lab.command("upload", lab.file());
    }

    private static void notEmpty(FailureLab lab) {
        lab.azure().blobs().put(lab.azure().container(), "folder", new byte[0]);
        lab.azure().gateway().on(RequestMatcher.method("DELETE")).answer(409, "DirectoryIsNotEmpty");
        lab.command("rm", "folder");
    }

    /// Writing a blob is refused.
    private static Failure upload(String row, int status, String code) {
        Consumer<FailureLab> prepare = lab -> {
            lab.azure().gateway().on(RequestMatcher.method("PUT")).answer(status, code);
            lab.command("upload", lab.file());
        };
        return new Failure(row, code, Named.BY_COMMAND, prepare);
    }
}
