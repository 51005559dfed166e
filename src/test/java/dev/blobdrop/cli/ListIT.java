package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Roles;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `ls` and `mkcontainer`.
@ExtendWith(FreshSandbox.class)
class ListIT {
    private final Sandbox azure = SharedSandbox.get();

    @BeforeEach
    void blobs() {
        for (String name : List.of("a.txt", "in/b.txt", "in/deep/c.txt", "input.txt")) {
            azure.blobs().put(azure.container(), name, name.getBytes());
        }
    }

    private CommandRun run(String... arguments) {
        return Blobdrop.run(azure.podEnvironment(), arguments);
    }

    /// The last column of each line.
    private List<String> names(String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out().lines().map(line -> line.substring(34)).toList();
    }

    private void role(Roles.Role role) {
        azure.roles().assign(Identities.POD.objectId(), role, Roles.Scope.account());
    }

    @Test
    void containersNeedARoleOnTheAccount() {
        assertThat(run("ls").exit()).isEqualTo(12);

        azure.blobs().createContainer("alpha");
        role(Roles.Role.READER);

        assertThat(names("ls")).containsExactly("alpha", "workloadidentity");
        assertThat(run("ls", "--output", "json").events("container").getFirst())
                .containsOnlyKeys("event", "name", "modified");
    }

    @Test
    void oneLevel() {
        assertThat(names("ls", "workloadidentity")).containsExactlyInAnyOrder("a.txt", "in/", "input.txt");
        assertThat(run("ls", "workloadidentity").out())
                .containsPattern("       5 B  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ  a\\.txt\n");
        assertThat(run("ls", "workloadidentity").err()).isEqualTo("3 entries, 14 B\n");
    }

    @Test
    void recursive() {
        assertThat(names("ls", "workloadidentity", "--recursive"))
                .containsExactly("a.txt", "in/b.txt", "in/deep/c.txt", "input.txt");
    }

    @Test
    void prefixes() {
        assertThat(names("ls", "workloadidentity/in/")).containsExactly("in/b.txt", "in/deep/");
        assertThat(names("ls", "workloadidentity/in")).containsExactlyInAnyOrder("in/", "input.txt");
        assertThat(names("ls", "--prefix", "in/", "--recursive")).containsExactly("in/b.txt", "in/deep/c.txt");
        assertThat(names("ls", "workloadidentity/in/", "--prefix", "d")).containsExactly("in/deep/");
        assertThat(names("ls", "--container", "workloadidentity", "--prefix", "a"))
                .containsExactly("a.txt");
        assertThat(names("ls", "workloadidentity/nothing")).isEmpty();
    }

    @Test
    void json() {
        CommandRun run = run("ls", "workloadidentity", "--output", "json");

        assertThat(run.events("blob"))
                .hasSize(2)
                .allSatisfy(
                        blob -> assertThat(blob).containsOnlyKeys("event", "name", "bytes", "modified", "contentType"));
        assertThat(run.events("prefix"))
                .singleElement()
                .satisfies(prefix -> assertThat(prefix).containsOnlyKeys("event", "name"));
        assertThat(run.summary())
                .containsOnlyKeys("event", "command", "account", "container", "prefix", "entries", "bytes", "exitCode")
                .containsEntry("entries", 3)
                .containsEntry("bytes", 14);
    }

    @Test
    void thousandsOfBlobsArePages() {
        IntStream.range(0, 2500)
                .parallel()
                .forEach(i -> azure.blobs().put(azure.container(), "n/%04d".formatted(i), new byte[1]));
        int before = lists().size();

        List<String> names = names("ls", "workloadidentity/n/");

        assertThat(names)
                .isEqualTo(
                        IntStream.range(0, 2500).mapToObj("n/%04d"::formatted).toList());
        assertThat(lists()).hasSize(before + 3);
    }

    private List<LoggedRequest> lists() {
        return azure.gateway().requests().stream()
                .filter(request -> request.query().contains("comp=list"))
                .toList();
    }

    @Test
    void containerThatIsNotThere() {
        role(Roles.Role.READER);

        CommandRun run = run("ls", "nowhere");

        assertThat(run.exit()).isEqualTo(14);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("There is no container nowhere in blobdropsandbox");
    }

    @Test
    void mkcontainerCreatesAndLeavesWhatIsThere() {
        role(Roles.Role.CONTRIBUTOR);

        CommandRun first = run("mkcontainer", "fresh", "--output", "json");
        CommandRun again = run("mkcontainer", "fresh");

        assertThat(first.exit()).isZero();
        assertThat(first.summary())
                .containsOnlyKeys("event", "command", "account", "container", "created", "exitCode")
                .containsEntry("created", true);
        assertThat(again.exit()).isZero();
        assertThat(again.out()).isEqualTo("Already exists: fresh\n");
        assertThat(azure.blobs().containers()).contains("fresh");
        assertThat(Stream.of(run("mkcontainer", "another").out())).containsExactly("Created another\n");
    }
}
