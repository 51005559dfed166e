package dev.blobdrop.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerSignInTest {
    @Test
    void onlyWindowsHasIt() {
        assertThat(BrokerSignIn.obstacle("Windows 11", true)).isEmpty();
        assertThat(BrokerSignIn.obstacle("Windows Server 2025", true)).isEmpty();
    }

    @Test
    void elsewhereTheReasonNamesTheSystem() {
        assertThat(BrokerSignIn.obstacle("Linux", true))
                .hasValueSatisfying(why -> assertThat(why).contains("part of Windows", "on Linux"));
        assertThat(BrokerSignIn.obstacle("Mac OS X", false))
                .hasValueSatisfying(why -> assertThat(why).contains("on Mac OS X"));
        assertThat(BrokerSignIn.obstacle("Darwin", true)).as("ends in win").isPresent();
    }

    @Test
    void aPackageWithoutTheLibrarySaysSo() {
        assertThat(BrokerSignIn.obstacle("Windows 11", false))
                .hasValueSatisfying(why -> assertThat(why).contains("built without"));
    }
}
