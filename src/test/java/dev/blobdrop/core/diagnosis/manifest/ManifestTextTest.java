package dev.blobdrop.core.diagnosis.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of manifests as texts: broken ones, templates, and what YAML allows beside plain maps.
class ManifestTextTest extends YamlManifests {
    private static String refused(String text) {
        ProblemException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                ProblemException.class, () -> Manifests.parse(text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.problem().code()).isEqualTo("bad-manifests");
        return refused.problem().detail() + " " + refused.problem().remedy();
    }

    @Test
    void brokenTextIsNamedByLineAndColumn() {
        assertThat(refused("kind: Job\nmetadata:\n\tname: x\n")).contains("line 3, column 1");
        assertThat(refused("kind: Job\nspec: [a, b\n")).contains("line 3, column 1");
        assertThat(refused("kind: Job\nmetadata: {name: a, name: b}\n")).contains("line 2", "duplicate key name");
        assertThat(refused("{\"kind\": \"Job\",\n \"spec\": }")).contains("line 2, column 1");
        assertThat(refused("kind: Job\nname: \u0001\n")).contains("line 2");
    }

    @Test
    void helmTemplateIsRecognized() {
        assertThat(refused("kind: Job\nmetadata:\n  name: {{ .Values.name }}\n"))
                .contains("Helm template (line 3)", "helm template CHART |");
        assertThat(refused("{{- if .Values.enabled }}\nkind: Job\n{{- end }}\n"))
                .contains("Helm");
        assertThat(refused("kind: Job\nmetadata:\n  name: \"{{ .Release.Name }}\"\n"))
                .contains("Helm");
    }

    /// Data of other programs, as `kubectl get -o json` prints it.
    @Test
    void bracesInJsonAreData() {
        String json = """
            {"kind":"List","items":[{"kind":"ServiceAccount","metadata":{"name":"a",\
            "annotations":{"x":"{{ .Values.name }}"}}}]}
            """;

        assertThat(Manifests.parse(json).examined()).isEqualTo(1);
    }

    @Test
    void kustomizationIsLeftToKubectl() {
        assertThat(refused("kind: Kustomization\nresources: [job.yaml]\n"))
                .contains("kustomization", "kubectl kustomize FOLDER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "---\n---\n", "# nothing\n"})
    void nothingInTheFile(String text) {
        assertThat(refused(text)).contains("The file is empty");
    }

    @Test
    void markAtTheBeginningIsNoPartOfTheText() {
        assertThat(mistakes("\uFEFF" + ACCOUNT + JOB)).isEmpty();
    }

    @Test
    void anchorsAreFollowedAndBombsRefused() {
        assertThat(mistakes(ACCOUNT + JOB.replace("name: nightly", "name: &n nightly")))
                .isEmpty();
        String bomb = "kind: Job\na: &a [x]\nb: [" + "*a, ".repeat(60) + "*a]\n";
        assertThatThrownBy(() -> Manifests.parse(bomb)).isInstanceOf(ProblemException.class);
    }
}
