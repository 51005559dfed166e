package dev.blobdrop.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import org.junit.jupiter.api.Test;

class RemedyTextTest {
    private static Problem with(Remedy... remedies) {
        return Problem.of(Problem.Kind.USAGE, "x", "t", "d").withRemedy(remedies);
    }

    @Test
    void somethingToSetIsAnOption() {
        assertThat(RemedyText.lines(with(
                        Remedy.set(Setting.IF_EXISTS, "skip", "keep the existing blob"),
                        Remedy.set(Setting.IF_EXISTS, "keep-both", "upload under a free name"),
                        Remedy.set(Setting.EXACT, "", ""),
                        Remedy.of("az login   # then run again"),
                        Remedy.of("Rename the file"))))
                .containsExactly(
                        "--if-exists skip        keep the existing blob",
                        "--if-exists keep-both   upload under a free name",
                        "--exact",
                        "az login   # then run again",
                        "Rename the file");
    }

    @Test
    void theVariableInPlaceOfAnOptionIsNamed() {
        assertThat(RemedyText.lines(with(Remedy.set(Setting.TENANT, "contoso.com", "the right one"))))
                .containsExactly("--tenant contoso.com   the right one (or AZURE_TENANT_ID)");
        assertThat(RemedyText.lines(with(Remedy.set(Setting.TRUST_HOST, "files.example", ""))))
                .containsExactly("--trust-host files.example   (or BLOBDROP_TRUST_HOST)");
    }

    @Test
    void valueFromElsewhereIsOneWordOfTheShell() {
        assertThat(RemedyText.lines(with(Remedy.set(Setting.TO, "a b;c", "")))).containsExactly("--to 'a b;c'");
    }
}
