package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.sandbox.Identities;
import dev.blobdrop.sandbox.LoggedRequest;
import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The seed's run: the same program in a pod and on a laptop.
@ExtendWith(FreshSandbox.class)
class HelloIT {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Sandbox azure = SharedSandbox.get();

    @TempDir
    Path directory;

    private CommandRun hello(Map<String, String> environment, String... options) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        String[] arguments =
                Stream.concat(Stream.of("hello"), Stream.of(options)).toArray(String[]::new);
        CommandRun run = Blobdrop.start(directory, environment, Blobdrop.PROGRAM, arguments)
                .await();
        assertThat(directory).as("writes nothing here").isEmptyDirectory();
        try (var found = Files.walk(Path.of(environment.get("HOME")))) {
            // The system's keyring library, where there is one, makes an empty .cache.
            assertThat(found.filter(Files::isRegularFile)).as("nor at home").isEmpty();
        }
        return run;
    }

    private String theBlob() {
        assertThat(azure.blobs().list(azure.container())).hasSize(1);
        String name = azure.blobs().list(azure.container()).getFirst();
        assertThat(new String(azure.blobs().get(azure.container(), name), StandardCharsets.UTF_8))
                .isEqualTo("Hello, World!");
        assertThat(azure.blobs().head(azure.container(), name).contentType()).contains("text/plain");
        return name;
    }

    @Test
    void asThePod() throws Exception {
        CommandRun run = hello(azure.podEnvironment());

        assertThat(run.exit()).as(run.err()).isZero();
        String blob = theBlob();
        assertThat(blob).matches(UUID + "-fromk8spod\\.txt");
        assertThat(run.out().lines().toList())
                .hasSize(4)
                .startsWith("Uploaded " + blob + " (13 bytes)", "", "workloadidentity in " + azure.accountUrl() + ":")
                .last()
                .asString()
                .matches(" +13 B  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ  " + blob);
        assertThat(run.err())
                .containsPattern("2  Workload identity +Won .* answered +signed in as managed id")
                .containsPattern("3  Managed identity +Not tried +not reached");
    }

    @Test
    void asTheLaptop() throws Exception {
        CommandRun run = hello(azure.laptopEnvironment());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(theBlob()).matches(UUID + "-fromlocal\\.txt");
        assertThat(run.err().lines().filter(line -> line.matches("  [1-9]  .*")).toList())
                .hasSize(9)
                .satisfies(lines -> {
                    assertThat(lines.subList(0, 5)).allMatch(l -> l.matches(".*Unavailable .* moved on +\\w.*"));
                    assertThat(lines.get(5)).contains("Azure CLI", "Won", "alice@contoso.example");
                    assertThat(lines.subList(6, 9)).allMatch(l -> l.endsWith("not reached"));
                });
    }

    @Test
    void asJson() {
        CommandRun run = Blobdrop.run(azure.podEnvironment(), "hello", "--output", "json");

        String blob = theBlob();
        assertThat(run.events())
                .extracting(event -> event.get("event"))
                .startsWith("link", "link")
                .endsWith("link", "uploaded", "blob", "summary");
        assertThat(run.events("link"))
                .hasSize(9)
                .filteredOn(link -> "won".equals(link.get("outcome")))
                .extracting(link -> link.get("name"))
                .containsExactly("WorkloadIdentityCredential");
        assertThat(run.events("uploaded").getFirst())
                .isEqualTo(Map.of("event", "uploaded", "container", "workloadidentity", "blob", blob, "bytes", 13));
        assertThat(run.events("blob").getFirst()).containsOnlyKeys("event", "name", "bytes", "modified", "contentType");
        assertThat(run.summary())
                .containsOnlyKeys("event", "command", "account", "container", "identity", "blob", "listed", "exitCode")
                .containsEntry("blob", blob)
                .containsEntry("listed", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "kubernetes.default.svc", "no"})
    void anyValueOfTheVariableMeansAPod(String value) {
        Blobdrop.run(Variables.with(azure.podEnvironment(), "KUBERNETES_SERVICE_HOST", value), "hello");

        assertThat(theBlob()).endsWith("-fromk8spod.txt");
    }

    @Test
    void withoutTheVariableItIsNoPod() {
        Blobdrop.run(Variables.without(azure.podEnvironment(), "KUBERNETES_SERVICE_HOST"), "hello");

        assertThat(theBlob()).endsWith("-fromlocal.txt");
    }

    @Test
    void holdStays() {
        long start = System.nanoTime();

        CommandRun run = Blobdrop.run(azure.podEnvironment(), "hello", "--hold", "1s");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("Staying for 1.0 s; Ctrl+C ends it.");
    }

    @Test
    void everythingIsSaidBeforeTheHold() {
        AtomicLong said = new AtomicLong();
        var out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (toString(StandardCharsets.UTF_8).contains("summary")) {
                    said.compareAndSet(0, System.nanoTime());
                }
            }
        };
        int exit = BlobdropCommand.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream()),
                        false),
                new Environment(azure.podEnvironment()),
                () -> 0,
                "hello",
                "--hold",
                "1s",
                "--output",
                "json");

        assertThat(exit).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"exitCode\":0");
        assertThat(Duration.ofNanos(System.nanoTime() - said.get()))
                .as("it still stays")
                .isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void aSignalEndsTheHold() {
        var running = Blobdrop.start(directory, azure.podEnvironment(), Blobdrop.PROGRAM, "hello", "--hold", "1h");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> azure.gateway().requests().stream().anyMatch(HelloIT::isListing));

        running.signal("TERM");
        CommandRun run = running.await();

        assertThat(run.exit()).isEqualTo(143);
        assertThat(run.out()).contains("Uploaded ");
    }

    private static boolean isListing(LoggedRequest request) {
        return request.query().contains("comp=list");
    }

    @Test
    void longContainersAreListedInPart() {
        Stream.iterate(0, i -> i + 1)
                .limit(120)
                .parallel()
                .forEach(i -> azure.blobs().put(azure.container(), "f" + i, new byte[1]));

        CommandRun run = Blobdrop.run(azure.podEnvironment(), "hello");

        assertThat(run.out().lines()).hasSize(103);
        assertThat(run.err()).contains("... and more: blobdrop ls");
    }

    @Test
    void whoSignedInIsInTheSummary() {
        CommandRun run = Blobdrop.run(azure.podEnvironment(), "hello", "--output", "json");

        assertThat(run.summary().get("identity").toString())
                .contains(Identities.POD.clientId(), Identities.POD.objectId());
    }
}
