package dev.blobdrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.blobdrop.sandbox.Sandbox;
import dev.blobdrop.sandbox.SharedSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with a command line or a setting is said in one sentence with exit code 2, before
/// anybody is asked for a token or anything is sent.
@ExtendWith(FreshSandbox.class)
class UsageIT {
    private final Sandbox azure = SharedSandbox.get();

    static Stream<BadInput> commandLines() {
        return Stream.of(
                BadInput.of(2, "unknown command", "frobnicate")
                        .says("Unknown command: 'frobnicate'")
                        .neverSays("Did you mean"),
                BadInput.of(2, "mistyped command", "uplaod", "x")
                        .says("Unknown command: 'uplaod'", "Did you mean: upload"),
                BadInput.of(2, "unknown option", "ls", "--frobnicate").says("'--frobnicate'"),
                BadInput.of(2, "mistyped option", "ls", "--recursiv").says("--recursive"),
                BadInput.of(2, "option without its value", "ls", "--container").says("--container"),
                BadInput.of(2, "upload of nothing", "upload").says("PATH", "upload --help"),
                BadInput.of(2, "help for no command", "help", "frobnicate").says("Unknown command: 'frobnicate'"),
                BadInput.of(2, "unexpected argument", "ls", "a", "b").says("Unexpected argument: 'b'", "ls --help"),
                BadInput.of(2, "a signed URL too many", "ls", "a", "https://a/?si" + "g=c2VjcmV0")
                        .says("Unexpected argument")
                        .neverSays("c2VjcmV0"));
    }

    static Stream<BadInput> settings() {
        return Stream.of(
                BadInput.of(2, "no account", "ls")
                        .without("STORAGE_ACCOUNT_URL")
                        .says("No storage account given", "--account-url https://ACCOUNT"),
                BadInput.of(2, "account is blank", "hello")
                        .with("STORAGE_ACCOUNT_URL", " ")
                        .says("No storage account given"),
                account("https://a1b.blob.core.windows.net/pictures", "contains the container")
                        .says("--account-url https://a1b.blob.core.windows.net", "--container pictures"),
                account("http://a1b.blob.core.windows.net", "Unencrypted HTTP"),
                account("ftp://a1b.blob.core.windows.net", "must start with https://"),
                account("https://127.0.0.1:9999", "first part of the path"),
                account("Not An Account", "It is not a URL"),
                account("'https://a1b.blob.core.windows.net'", "quotation marks"),
                account("https://a1b.blob.core.windows.net/?sv=2025&si" + "g=c2VjcmV0", "signature")
                        .neverSays("c2VjcmV0", "sv=2025"),
                account("https://user:hunter2@a1b.blob.core.windows.net", "user name or password")
                        .neverSays("hunter2"),
                BadInput.of(2, "empty path", "upload", "").says("A path is empty", "variable"),
                BadInput.of(2, "empty path among others", "upload", "{dir}", "").says("A path is empty"),
                upload("--summary-file", "{dir}/none/x")
                        .says("Cannot write the summary to", "No such folder", "Nothing was"),
                upload("--summary-file", "{dir}").says("Cannot write the summary", "directory"),
                upload("--container", "No Such_Name").says("not a container name", "3 to 63"),
                BadInput.of(2, "bad container to create", "mkcontainer", "UPPER")
                        .says("'UPPER' is not a container name"),
                BadInput.of(2, "bad container to list", "ls", "a..b/c").says("'a..b'"),
                BadInput.of(2, "bad container in the environment", "hello")
                        .with("BLOBDROP_CONTAINER", "-x-")
                        .says("'-x-' is not a container name"),
                upload("--output", "xml").says("--output cannot be 'xml'", "text or json"),
                upload("--concurrency", "0").says("--concurrency cannot be '0'", "1 to 256"),
                upload("--concurrency", "257").says("--concurrency cannot be '257'"),
                upload("--integrity", "sha1").says("--integrity cannot be 'sha1'", "crc64+md5"),
                upload("--if-changed", "x").says("--if-changed cannot be 'x'", "retry, prefix"),
                upload("--if-exists", "x").says("--if-exists cannot be 'x'", "if-different"),
                upload("--bandwidth", "@/no/such/file").says("No such file"),
                upload("--shard", "/4").says("Invalid shard: '/4'", "JOB_COMPLETION_INDEX"),
                upload("--concurrency", "many").says("--concurrency cannot be 'many'"),
                account(
                        "http://127.0.0.1:10000/devstoreaccount1",
                        "never sends a token unencrypted",
                        "Cannot sign in to http"),
                upload("--shard", "4/4").says("Invalid shard: '4/4'", "0/4"),
                upload("--shard", "half").says("Invalid shard: 'half'"),
                upload("--bandwidth", "fast").says("--bandwidth cannot be 'fast'", "10M"),
                upload("--bandwidth", "0").says("--bandwidth cannot be '0'"),
                upload("--if-exists", "ask").says("--if-exists cannot be 'ask'", "fail, skip, replace, keep-both"),
                upload("--name-template", "{nme}").says("{nme}", "{path}, {name}"),
                upload("--include", "[a").says("'[a' is not a valid pattern"),
                upload("--to", "/reports").says("--to cannot be '/reports'", "--to reports"),
                upload("--to", "d.").says("cannot be a blob name", "The service drops dots"),
                upload("--name-template", "{stem}.").says("The service drops dots"),
                upload("--name-template", "{name}/").says("is a folder"),
                BadInput.of(2, "bundle into no folder", "doctor", "--support-bundle", "{dir}/no/x")
                        .says("Cannot write the support bundle to", "folder does not exist"),
                BadInput.of(2, "bundle over a folder", "doctor", "--support-bundle", "{dir}")
                        .says("Cannot write the support bundle to", "It is a folder"),
                BadInput.of(2, "doctor's token is missing", "doctor", "--token-file", "{dir}/no")
                        .says("Cannot read the token in", "No such file"),
                BadInput.of(2, "doctor's token is a folder", "doctor", "--token-file", "{dir}")
                        .says("Cannot read the token in", "Is a directory"),
                BadInput.of(2, "doctor waits badly", "doctor", "--wait", "soon").says("--wait cannot be 'soon'"),
                BadInput.of(2, "doctor of no manifests", "doctor", "--manifests", "{dir}/no.yaml")
                        .says("Cannot read the manifests in"),
                BadInput.of(2, "no such code", "doctor", "--explain", "Z99").says("Z99"),
                BadInput.of(2, "get of an unset variable", "get", "").says("A blob name is empty"),
                get("--if-exists", "x").says("--if-exists cannot be 'x'"),
                get("--concurrency", "0").says("--concurrency cannot be '0'"),
                get("--bandwidth", "fast").says("--bandwidth cannot be 'fast'"),
                get("--summary-file", "{dir}").says("Cannot write the summary"),
                get("--container", "No_Such").says("'No_Such' is not a container name"),
                get("--credential-timeout", "x").says("--credential-timeout cannot be 'x'"),
                BadInput.of(2, "two ways to get", "get", "a", "--exact", "--recursive")
                        .says("--exact and --recursive cannot be given together"),
                BadInput.of(2, "rm of an unset variable", "rm", "").says("A blob name is empty"),
                BadInput.of(2, "rm of everything", "rm", "/", "--recursive").says("'/' means the whole container"),
                BadInput.of(2, "rm of a folder", "rm", "a/").says("'a/' is a folder"),
                BadInput.of(2, "rm in no container", "rm", "a", "--container", "-x")
                        .says("'-x' is not a container name"),
                BadInput.of(2, "cat of an unset variable", "cat", "").says("A blob name is empty"),
                BadInput.of(2, "cat of a folder", "cat", "a/").says("'a/' is a folder"),
                BadInput.of(2, "cat of no name", "cat", "a\u0001").says("U+0001"),
                BadInput.of(2, "stat of an unset variable", "stat", "").says("A blob name is empty"),
                BadInput.of(2, "stat of a folder", "stat", "a/").says("'a/' is a folder"),
                BadInput.of(2, "stat in no container", "stat", "a", "--container", "x")
                        .says("'x' is not a container name"),
                BadInput.of(2, "container of no name to create", "mkcontainer", "")
                        .says("is not a container name"),
                watch("--if-exists", "fail").says("--if-exists cannot be 'fail' here"),
                watch("--if-exists", "x").says("--if-exists cannot be 'x'"),
                watch("--settle", "x").says("--settle cannot be 'x'"),
                watch("--sweep-every", "x").says("--sweep-every cannot be 'x'"),
                watch("--grace", "x").says("--grace cannot be 'x'"),
                watch("--idle-exit", "x").says("--idle-exit cannot be 'x'"),
                watch("--health-port", "99999").says("--health-port cannot be '99999'"),
                watch("--health-port", "http").says("--health-port cannot be 'http'"),
                watch("--summary-file", "{dir}/none/x").says("Cannot write the summary"),
                watch("--concurrency", "0").says("--concurrency cannot be '0'"),
                watch("--container", "No_Such").says("'No_Such' is not a container name"),
                watch("--include", "[a").says("'[a' is not a valid pattern"),
                BadInput.of(2, "watch of an unset variable", "watch", "").says("is not a folder"),
                BadInput.of(2, "watch of a file", "watch", "{dir}/kept.txt").says("is not a folder"),
                whoami("pod's token is missing", "--as-pod", "{dir}/x", "--token-file", "{dir}/no")
                        .given((azure, dir) -> Files.writeString(dir.resolve("x"), "A=b"))
                        .says("Cannot read the token in", "No such file"),
                whoami("timeout of no time", "--credential-timeout", "x").says("--credential-timeout cannot be 'x'"),
                BadInput.of(2, "watch of nothing that is there", "watch", "{dir}/none")
                        .says("is not a folder"),
                BadInput.of(2, "watch under a name that cannot be", "watch", "{dir}", "--to", "d.")
                        .says("The service drops dots"),
                BadInput.of(2, "download into a file", "get", "a", "--to", "{dir}/kept.txt")
                        .says("Cannot write ", "kept.txt is a file"),
                BadInput.of(2, "download below a file", "get", "a", "--to", "{dir}/kept.txt/b")
                        .says("Cannot write ", "kept.txt is a file"),
                upload("--credential", "password").says("'password'", "workload-identity"),
                upload("--tenant", "a/b").says("'a/b' is not a tenant"),
                upload("--authority-host", "http://127.0.0.1").says("https://"),
                upload("--wait-for-access", "soon").says("--wait-for-access cannot be 'soon'"),
                upload("--wait-for-identity", "5").says("--wait-for-identity cannot be '5'", "30s"),
                BadInput.of(2, "bad hold", "hello", "--hold", "forever").says("--hold cannot be 'forever'", "1h"),
                upload("--ca-file", "{dir}/none.pem").says("none.pem", "No such file"),
                upload("--ca-file", "{dir}").says("Cannot use the CA file", "Is a directory."),
                upload("--ca-file", "/dev/zero").says("CA file /dev/zero", "larger than 16 MiB"),
                BadInput.of(2, "two questions", "doctor", "--manifests", "-", "--explain", "D2")
                        .says("--explain and --manifests cannot be given together"),
                BadInput.of(2, "manifests without an end", "doctor", "--manifests", "/dev/zero")
                        .says("Cannot read the manifests in /dev/zero", "larger than 16 MiB"),
                BadInput.of(2, "CA file is no PEM", "ls")
                        .with("BLOBDROP_CA_FILE", "{dir}/words.pem")
                        .given((azure, dir) -> Files.writeString(dir.resolve("words.pem"), "hi"))
                        .says("Cannot use the CA file", "words.pem"),
                BadInput.of(2, "CA file is empty", "ls")
                        .with("BLOBDROP_CA_FILE", "{dir}/empty.pem")
                        .given((azure, dir) -> Files.createFile(dir.resolve("empty.pem")))
                        .says("Cannot use the CA file", "no certificate"),
                BadInput.of(2, "credential selection is unknown", "whoami")
                        .with("AZURE_TOKEN_CREDENTIALS", "bad")
                        .says("AZURE_TOKEN_CREDENTIALS", "'bad'", "dev, prod"),
                whoami("replay of nothing", "--replay", "{dir}/none")
                        .says("Cannot read the recording in", "file does not exist"),
                whoami("replay of another file", "--replay", "{dir}/kept.txt")
                        .says("No recording of whoami in", "JSON output"),
                whoami("replay that asks", "--replay", "{dir}/kept.txt", "--survey")
                        .says("--replay cannot be combined with other sign-in options"),
                whoami("survey that writes", "--survey", "--write-probe").says("--survey and --write-probe"),
                whoami("survey of one", "--survey", "--credential", "azure-cli").says("--survey and --credential"),
                whoami("token without a pod", "--token-file", "{dir}/kept.txt").says("--token-file needs --as-pod"),
                whoami("pod of no file", "--as-pod", "{dir}/none.env").says("Cannot read the environment file in"),
                whoami("pod of another file", "--as-pod", "{dir}/kept.txt")
                        .says("Line 1 of", "kept.txt cannot be read", "kubectl set env pod/POD"),
                whoami("container of no name", "--container", "No_Such").says("'No_Such' is not a container name"),
                BadInput.of(2, "tenant in the environment", "whoami")
                        .with("AZURE_TENANT_ID", "a/b")
                        .with("AZURE_TOKEN_CREDENTIALS", "prod")
                        .says("'a/b' is not a tenant")
                        .neverSays("AZURE_TOKEN_CREDENTIALS"),
                BadInput.of(2, "authority in the environment", "whoami")
                        .with("AZURE_AUTHORITY_HOST", "login.microsoftonline.com")
                        .says("authority host login.microsoftonline.com", "https://"));
    }

    private static BadInput whoami(String name, String... options) {
        return BadInput.of(
                2, name, Stream.concat(Stream.of("whoami"), Stream.of(options)).toArray(String[]::new));
    }

    private static BadInput account(String url, String why) {
        return account(url, why, "Cannot use the account URL");
    }

    private static BadInput account(String url, String why, String title) {
        return BadInput.of(2, "account " + url.replaceFirst("\\?.*", ""), "ls", "--account-url", url)
                .says(title, why);
    }

    private static BadInput get(String option, String value) {
        return BadInput.of(2, "get " + option + " " + value, "get", "a", option, value);
    }

    private static BadInput watch(String option, String value) {
        return BadInput.of(2, "watch " + option + " " + value, "watch", "{dir}", option, value);
    }

    private static BadInput upload(String option, String value) {
        return BadInput.of(2, option + " " + value, "upload", "{dir}", option, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandLines")
    void unreadableCommandLine(BadInput input, @TempDir Path directory) throws Exception {
        assertRefused(input, directory);

        CommandRun json = input.run(azure, directory, "--output", "json");
        assertThat(json.exit()).isEqualTo(2);
        assertThat(json.events()).hasSize(1);
        assertThat(json.summary()).containsKeys("command", "problem");
        assertThat(json.err()).startsWith("Error: ");
        for (String word : input.unsaid()) {
            assertThat(json.out()).doesNotContain(word);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void impossibleSetting(BadInput input, @TempDir Path directory) throws Exception {
        CommandRun run = assertRefused(input, directory);

        assertThat(run.err()).contains("Error: ").matches(OneProblem.TEXT);
        // What cat prints is a blob.
        boolean json = !input.name().startsWith("--output") && !input.is("cat");
        if (json) {
            CommandRun again = input.run(azure, directory, "--output", "json");
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.events()).hasSize(1);
            assertThat(again.summary()).containsKeys("command", "problem");
            assertThat(again.err()).isEqualTo(run.err());
        }
    }

    private CommandRun assertRefused(BadInput input, Path directory) throws Exception {
        Files.writeString(directory.resolve("kept.txt"), "content");
        input.preparation().make(azure, directory);

        CommandRun run = input.run(azure, directory);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error: ").contains(input.said());
        for (String word : input.unsaid()) {
            assertThat(run.err()).doesNotContain(word);
        }
        assertThat(azure.gateway().requests()).isEmpty();
        assertThat(azure.identityProvider().exchanges()).isEmpty();
        assertThat(directory.resolve("kept.txt")).hasContent("content");
        return run;
    }
}
