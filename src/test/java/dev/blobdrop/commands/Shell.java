package dev.blobdrop.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads command lines as a shell does: bash runs them, with programs in place of `az`, `kubectl`
/// and `blobdrop` that only note how they were called. So quoting, substitution and pipes are the
/// shell's own.
public final class Shell {
    /// One call of a program.
    public record Call(String program, List<String> arguments) {
        @Override
        public String toString() {
            return program + " " + String.join(" ", arguments);
        }
    }

    /// What substituting `$(az storage account show --query id -o tsv)` yields.
    private static final String ANSWER = "/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/rg-uploads"
            + "/providers/Microsoft.Storage/storageAccounts/contoso";

    private static final String NOTE = """
        #!/bin/bash
        exec 9>>"$NOTES"
        flock 9
        { printf '%%s\\0' "${0##*/}" "$@"; printf '\\n\\0'; } >&9
        exec 9>&-
        echo '%s'
        """.formatted(ANSWER);

    private final Path directory;
    private final Path notes;

    Shell(Path directory) {
        this.directory = directory;
        this.notes = directory.resolve("calls");
        try {
            for (String program : List.of("az", "kubectl", "blobdrop")) {
                write(program, NOTE);
            }
            // Others that stand in a pipe with them are not judged, and ask no network.
            write("skopeo", "#!/bin/sh\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String program, String script) throws IOException {
        Path file = directory.resolve(program);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The calls that this command line makes.
    ///
    /// @throws AssertionError when bash has something to say about it
    List<Call> calls(String commandLine) {
        try {
            Files.deleteIfExists(notes);
            run(commandLine);
            return Files.exists(notes) ? parse(Files.readString(notes)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String commandLine) {
        Run run = Run.of(
                Duration.ofSeconds(20),
                Map.of("PATH", directory + ":/usr/bin:/bin", "NOTES", notes.toString()),
                "",
                List.of("bash", "--noprofile", "--norc", "-c", inOwnFolder(commandLine)));
        if (!run.err().isEmpty()) {
            throw new AssertionError("bash cannot run: " + commandLine + "\n" + run.err());
        }
    }

    /// A command that writes a file writes it there.
    private String inOwnFolder(String commandLine) {
        return "cd '" + directory + "' || exit\n" + commandLine;
    }

    private static List<Call> parse(String noted) {
        List<Call> calls = new ArrayList<>();
        for (String call : noted.split("\n\0")) {
            List<String> words = Arrays.asList(call.split("\0", -1));
            calls.add(new Call(words.getFirst(), words.subList(1, words.size() - 1)));
        }
        return calls;
    }
}
