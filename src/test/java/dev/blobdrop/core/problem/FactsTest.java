package dev.blobdrop.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void knownValueTakesThePlaceOfItsName() {
        Facts facts = new Facts(Map.of("acct", "contoso", "ctr", "data"));
        assertThat(facts.fill("in {acct}: {ctr}, {acct}")).isEqualTo("in contoso: data, contoso");
    }

    @Test
    void absentValueIsPrintedAsAWordToReplace() {
        assertThat(Facts.NONE.fill("-g {rg} -n {uami}")).isEqualTo("-g RESOURCE_GROUP -n IDENTITY_NAME");
    }

    @Test
    void unknownNameAndOtherBracesStandAsTheyAre() {
        String query = "{unknown} {name:name,rg:resourceGroup} {} {A}";
        assertThat(Facts.NONE.with("name", "x").fill(query)).isEqualTo(query);
    }

    @Test
    void valueIsTakenLiterally() {
        Facts facts = Facts.NONE.with("sub", "$1 \\ {ns}").with("ns", "x");
        assertThat(facts.fill("<{sub}>")).isEqualTo("<$1 \\ {ns}>");
    }

    @Test
    void valueThatAShellWouldNotReadAsOneWordStaysOutOfACommand() {
        for (String hostile : List.of("x; rm -rf ~", "$(id)", "`id`", "a'b", "a\"b", "-o", "a b")) {
            Facts facts = Facts.NONE.with("cid", hostile);
            assertThat(Remedy.of("az ad sp show --id {cid}", facts).text()).isEqualTo("az ad sp show --id CLIENT_ID");
            assertThat(Remedy.of("Its value is {cid}", facts).text()).isEqualTo("Its value is " + hostile);
        }
    }

    @Test
    void valueOfATokenGoesIntoACommand() {
        for (String value : List.of(
                "https://x.oic.prod-aks.azure.com/11111111-1111/",
                "system:serviceaccount:uploads:blobdrop",
                "repo:contoso/app:ref:refs/heads/main",
                "/subscriptions/7/resourcegroups/my_rg")) {
            Facts facts = Facts.NONE.with("sub", value);
            assertThat(Remedy.of("az x '{sub}'", facts).text()).isEqualTo("az x '" + value + "'");
        }
    }

    @Test
    void rootContainerIsQuotedInACommand() {
        Facts facts = Facts.NONE.with("ctr", "$root");
        assertThat(Remedy.of("blobdrop ls {ctr}", facts).text()).isEqualTo("blobdrop ls '$root'");
        assertThat(Remedy.of("There is no {ctr}", facts).text()).isEqualTo("There is no $root");
    }

    @Test
    void absentOptionalAddsNothing() {
        assertThat(Facts.NONE.with("oid", Optional.empty())).isEqualTo(Facts.NONE);
        assertThat(Facts.NONE.with("oid", Optional.of("me")).values()).containsEntry("oid", "me");
    }

    @Test
    void laterFactsWin() {
        Facts both = Facts.NONE.with("tid", "asked").and(Facts.NONE.with("tid", "real"));
        assertThat(both.values()).containsExactly(Map.entry("tid", "real"));
    }

    @Test
    void laterChangesOfTheMapDoNotReachTheFacts() {
        Map<String, String> map = new HashMap<>(Map.of("tid", "a"));
        Facts facts = new Facts(map);
        map.put("tid", "b");
        assertThat(facts.values()).containsEntry("tid", "a");
    }
}
