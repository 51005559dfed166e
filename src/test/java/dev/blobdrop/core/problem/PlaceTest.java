package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What helps fits the place: no kubectl where there is no cluster, and commands that make pods run
/// where Pod Security is restricted.
class PlaceTest {
    /// Rows that a run outside a cluster cannot meet, because they are about a pod.
    private static final Pattern OF_A_POD =
            Pattern.compile("A(1|2|3|4|5|6|7|8|10|11)|B[123457]|C[567]|D(1|2|3|4|4a|5|8|9|10|11|17)|E[13]");

    private static Facts at(Place place) {
        Facts facts = new Facts(Map.of("place", place.id(), "other", "contoso.example"));
        return place == Place.POD ? facts.with("inpod", "") : facts;
    }

    static List<Catalogue.Entry> elsewhere() {
        return Catalogue.standard().entries().stream()
                .filter(entry -> !OF_A_POD.matcher(entry.id()).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void noKubectlWhereNoClusterIs(Catalogue.Entry entry) {
        for (Place place : List.of(Place.LAPTOP, Place.SERVER)) {
            Problem problem = entry.problem(at(place));
            assertThat(problem.remedy()).as(place.id()).isNotEmpty();
            assertThat(String.join("\n", problem.remedy()) + "\n" + entry.verify(at(place)))
                    .as(entry.id() + " at " + place.id())
                    .doesNotContain("kubectl", "manifest", "workload-identity");
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void otherTenantIsAskedForWhereOneSits(Place place) {
        String lines = String.join(
                "\n", Catalogue.standard().byId("E2").problem(at(place)).remedy());

        switch (place) {
            case POD -> assertThat(lines).startsWith("kubectl").doesNotContain("az login");
            case LAPTOP ->
                assertThat(lines).contains("az login --tenant contoso.example").contains("tenant contoso.example ");
            case SERVER -> assertThat(lines).contains("tenant contoso.example").doesNotContain("az login");
        }
    }

    static List<String> podMakers() {
        return Catalogue.standard().entries().stream()
                .flatMap(entry -> entry.fix().stream())
                .filter(line -> line.matches("kubectl .*\\b(run|debug|create (job|deployment))\\b.*"))
                .toList();
    }

    @Test
    void somethingMakesAPod() {
        assertThat(podMakers()).isNotEmpty();
    }

    /// The rules of the level: kubernetes.io/docs/concepts/security/pod-security-standards.
    @ParameterizedTest
    @MethodSource("podMakers")
    void podsOfRemediesAreRestricted(String line) throws IOException {
        String filled = Remedy.of(line, Facts.NONE).command().orElseThrow();
        Matcher overrides = Pattern.compile("--overrides='(.*?)'").matcher(filled);
        assertThat(overrides.find()).as(filled).isTrue();
        Map<?, ?> spec;
        try (JsonReader json = JsonProviders.createReader(overrides.group(1))) {
            spec = (Map<?, ?>) json.readMap(JsonReader::readUntyped).get("spec");
        }
        Map<?, ?> pod = (Map<?, ?>) spec.get("securityContext");
        assertThat(pod.get("runAsNonRoot")).isEqualTo(true);
        assertThat(pod.get("runAsUser")).isNotEqualTo(0);
        assertThat(pod.get("seccompProfile")).isEqualTo(Map.of("type", "RuntimeDefault"));
        assertThat(spec.containsKey("hostNetwork")).isFalse();
        assertThat((List<?>) spec.get("containers")).isNotEmpty();
        for (Object each : (List<?>) spec.get("containers")) {
            Map<?, ?> container = (Map<?, ?>) ((Map<?, ?>) each).get("securityContext");
            assertThat(container.get("allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(container.get("capabilities")).isEqualTo(Map.of("drop", List.of("ALL")));
        }
        assertThat(filled).contains("login.microsoftonline.com").doesNotContain("--privileged");
    }
}
