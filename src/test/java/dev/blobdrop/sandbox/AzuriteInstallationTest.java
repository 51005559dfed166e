package dev.blobdrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AzuriteInstallationTest {
    @Test
    void reasonIsTheRequestThatFailed() {
        assertThat(AzuriteInstallation.reason(List.of(
                        "npm error code ECONNREFUSED",
                        "npm error FetchError: request to http://x failed, reason:" + " y",
                        "npm error If you are behind a proxy",
                        "npm error A complete log of this run can be found in: z")))
                .isEqualTo("FetchError: request to http://x failed, reason: y.");
    }

    @Test
    void reasonIsOtherwiseTheLastLineThatSaysSomething() {
        assertThat(AzuriteInstallation.reason(List.of("npm error code EUSAGE", "npm error", "npm error Bad lock")))
                .isEqualTo("Bad lock.");
        assertThat(AzuriteInstallation.reason(List.of())).isEqualTo("it gave no reason.");
    }
}
