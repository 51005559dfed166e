package dev.blobdrop.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Thrown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UploadRequestTest {
    private static final UploadRequest REQUEST = UploadRequest.of(List.of(Path.of("a")), "data");

    @Test
    void nothingIsOverwrittenUnlessAsked() {
        assertThat(REQUEST.ifExists()).isEqualTo(ConflictPolicy.FAIL);
        assertThat(REQUEST.resume()).isTrue();
        assertThat(REQUEST.dryRun()).isFalse();
        assertThat(REQUEST.verify()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'',''", "in,in/", "in/,in/", "a/b,a/b/"})
    void prefixEndsWithASlash(String given, String prefix) {
        assertThat(REQUEST.under(given).prefix()).isEqualTo(prefix);
    }

    @Test
    void oneChangeKeepsTheRest() {
        UploadRequest changed =
                REQUEST.under("in").ifExists(ConflictPolicy.SKIP).verified(true);
        assertThat(changed.prefix()).isEqualTo("in/");
        assertThat(changed.ifExists()).isEqualTo(ConflictPolicy.SKIP);
        assertThat(changed.verify()).isTrue();
        assertThat(changed.sources()).isEqualTo(REQUEST.sources());
        assertThat(changed.container()).isEqualTo("data");
    }

    @Test
    void badContainerIsRefused() {
        assertThat(Thrown.by(() -> UploadRequest.of(List.of(), "Bad_Name")).kind())
                .isEqualTo(Problem.Kind.USAGE);
    }

    @Test
    void laterChangesOfTheListDoNotReachTheRequest() {
        List<Path> sources = new ArrayList<>(List.of(Path.of("a")));
        UploadRequest request = UploadRequest.of(sources, "data");
        sources.clear();
        assertThat(request.sources()).containsExactly(Path.of("a"));
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void everyPolicyIsUnderstoodByItsName(ConflictPolicy policy) {
        assertThat(ConflictPolicy.of(policy.id())).contains(policy);
        assertThat(ConflictPolicy.of(policy.id() + "x")).isEmpty();
    }
}
