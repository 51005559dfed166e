package dev.blobdrop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void variableThatIsSetIsFound() {
        assertThat(new Environment(Map.of("A", "b")).get("A")).contains("b");
        assertThat(Environment.EMPTY.get("A")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankVariableCountsAsNotSet(String blank) {
        Environment environment = new Environment(Map.of("KUBERNETES_SERVICE_HOST", blank));
        assertThat(environment.get("KUBERNETES_SERVICE_HOST")).isEmpty();
        assertThat(environment.inKubernetes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00::1", "kubernetes.default"})
    void anyServiceHostMeansACluster(String host) {
        assertThat(new Environment(Map.of("KUBERNETES_SERVICE_HOST", host)).inKubernetes())
                .isTrue();
        assertThat(Environment.EMPTY.inKubernetes()).isFalse();
    }

    @Test
    void laterChangesOfTheMapDoNotReachTheEnvironment() {
        Map<String, String> map = new HashMap<>(Map.of("A", "b"));
        Environment environment = new Environment(map);
        map.put("A", "c");
        assertThat(environment.get("A")).contains("b");
    }

    @Test
    void processEnvironmentIsTheRealOne() {
        assertThat(Environment.ofProcess().variables()).isEqualTo(System.getenv());
    }
}
