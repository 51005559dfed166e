package dev.blobdrop.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import dev.blobdrop.core.transfer.ConflictPolicy;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Test
    void otherPoliciesAreRefusedWithTheList() {
        assertThat(Choices.ifExists("keep-both")).isEqualTo(ConflictPolicy.KEEP_BOTH);
        Problem problem = Thrown.by(() -> Choices.ifExists("overwrite"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.title()).isEqualTo("--if-exists cannot be 'overwrite'");
        assertThat(problem.detail()).isEqualTo("Use one of fail, skip, replace, keep-both, if-newer, if-different.");
    }
}
