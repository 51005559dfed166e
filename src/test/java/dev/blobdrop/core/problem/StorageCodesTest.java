package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The service's own list of refusals, each by the row that is true of it:
/// <https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes> and
/// <https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes>.
class StorageCodesTest {
    @ParameterizedTest
    @CsvSource({
        "NoAuthenticationInformation, F3",
        "InvalidAuthenticationInfo, F4",
        "AuthenticationFailed, F4",
        "AuthorizationFailure, F6",
        "AuthorizationSourceIPMismatch, F6",
        "AuthorizationPermissionMismatch, F7",
        "AuthorizationProtocolMismatch, F8",
        "AuthorizationServiceMismatch, F8",
        "AuthorizationResourceTypeMismatch, F8",
        "KeyBasedAuthenticationNotPermitted, F8",
        "ContainerNotFound, F9",
        "ContainerBeingDeleted, F10",
        "InsufficientAccountPermissions, F11",
        "AccountIsDisabled, S3",
        "ContainerDisabled, S3",
        "BlobAlreadyExists, S1",
        "ConditionNotMet, S2",
        "TargetConditionNotMet, S2",
        "BlobImmutableDueToPolicy, S4",
        "LeaseIdMissing, S5",
        "LeaseIdMismatchWithBlobOperation, S5",
        "LeaseAlreadyPresent, S5",
        "InvalidBlobType, S6",
        "BlobArchived, S7",
        "BlobBeingRehydrated, S7",
        "AccountBeingCreated, S11",
        "ServerBusy, S11"
    })
    void codeOfTheListHasItsRow(String code, String row) {
        assertThat(Catalogue.standard().byCode(code).map(Catalogue.Entry::id)).hasValue(row);
    }

    @ParameterizedTest
    @CsvSource({
        "FeatureVersionMismatch, USAGE",
        "PublicAccessNotPermitted, USAGE",
        "RequestForbiddenByContainerEncryptionPolicy, USAGE",
        "BlobUsesCustomerSpecifiedEncryption, USAGE",
        "CannotVerifyCopySource, NOT_FOUND"
    })
    void codeOfTheListIsKnown(String code, Problem.Kind kind) {
        Catalogue.Entry entry = Catalogue.standard().byCode(code).orElseThrow();

        assertThat(entry.kind()).isEqualTo(kind);
        assertThat(entry.fix()).isNotEmpty();
    }

    /// "Read operations are currently disabled", "Write operations are not allowed": the account's
    /// state, which no list and no role changes.
    @ParameterizedTest
    @CsvSource({"InsufficientAccountPermissions"})
    void stateOfTheAccountIsNoMatterOfWhoAsks(String code) {
        Problem problem = Catalogue.standard().problem(code, Facts.NONE).orElseThrow();

        assertThat(problem.title() + problem.detail() + problem.remedy())
                .doesNotContainIgnoringCase("access control list")
                .doesNotContain("role assignment create")
                .contains("for everyone");
    }
}
