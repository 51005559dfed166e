package dev.blobdrop.core.identity.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.identity.CredentialUnavailableException;
import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.Problem;
import org.junit.jupiter.api.Test;

class SignInProblemsTest {

    @Test
    void unavailableCredentialIsNoIdentity() {
        Problem problem = SignInProblems.from(
                new RuntimeException("outer", new CredentialUnavailableException("Not here. To mitigate ...")),
                Facts.NONE);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_IDENTITY);
        assertThat(problem.detail()).isEqualTo("Not here.");
    }
}
