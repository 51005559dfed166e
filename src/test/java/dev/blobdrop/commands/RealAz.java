package dev.blobdrop.commands;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Azure CLI of this machine, with a folder of its own in which nobody is signed in, and
/// without a way to any network.
///
/// Commands are given to it in one process of its own Python, see `az_commands.py`.
public final class RealAz {
    private static final Path SCRIPT = Path.of("src/test/python/az_commands.py").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern PYTHON = Pattern.compile("#!\\s*(/\\S*python[0-9.]*)");
    private static final Pattern VERSION = Pattern.compile("\"azure-cli\": \"([0-9.]+)\"");

    private final Path program;
    private final Path python;
    private final Path configuration;

    private RealAz(Path program, Path python, Path configuration) {
        this.program = program;
        this.python = python;
        this.configuration = configuration;
    }

    /// The installed one, when it is one whose Python can be asked.
    public static Optional<RealAz> find(Path configuration) {
        return Run.find("az")
                .flatMap(program -> python(program).map(found -> new RealAz(program, found, configuration)));
    }

    /// Debian's `az` is a Python script; Microsoft's packages bring a Python of their own.
    private static Optional<Path> python(Path program) {
        try {
            Matcher shebang =
                    PYTHON.matcher(Files.readString(program).lines().findFirst().get());
            Path own = Path.of("/opt/az/bin/python3");
            return shebang.find()
                    ? Optional.of(Path.of(shebang.group(1)))
                    : Optional.of(own).filter(Files::isExecutable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Python that it runs in, which has its libraries.
    public Path python() {
        return python;
    }

    public Version version() {
        Run run = Run.of(LIMIT, environment(), "", List.of(program.toString(), "version", "-o", "json"));
        Matcher matcher = VERSION.matcher(run.out());
        if (!matcher.find()) {
            throw new AssertionError("az does not tell its version: " + run.err());
        }
        return Version.parse(matcher.group(1));
    }

    /// What az says to each of these calls, in their order.
    public List<Verdict> judge(List<Shell.Call> calls) {
        StringBuilder input = new StringBuilder();
        calls.forEach(call -> input.append(json(call.arguments())).append('\n'));
        Run run = Run.of(LIMIT, environment(), input.toString(), List.of(python.toString(), SCRIPT.toString()));
        List<Verdict> verdicts = new ArrayList<>();
        // A call that is carried out may end a line of its own.
        run.out().lines().filter(line -> !line.isBlank()).forEach(line -> verdicts.add(verdict(line)));
        if (verdicts.size() != calls.size()) {
            throw new AssertionError("az_commands.py failed: " + run.err());
        }
        return verdicts;
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", "/usr/bin:/bin");
        variables.put("HOME", configuration.toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("AZURE_CONFIG_DIR", configuration.toString());
        variables.put("AZURE_CORE_COLLECT_TELEMETRY", "false");
        variables.put("AZURE_CORE_DISABLE_PROGRESS_BAR", "true");
        variables.put("AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no");
        variables.put("HTTPS_PROXY", "http://127.0.0.1:9");
        variables.put("HTTP_PROXY", "http://127.0.0.1:9");
        return variables;
    }

    /// A command that is in order is carried out, or stops at the missing sign-in, or where it asks
    /// a registry itself, at the missing network.
    private static Verdict verdict(String line) {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            Map<String, Object> answer = reader.readMap(JsonReader::readUntyped);
            String said = String.valueOf(answer.get("said"));
            boolean done = answer.get("exit") instanceof Number exit && exit.intValue() == 0;
            boolean stopped = said.contains("Please run 'az login'")
                    || said.contains("Could not connect to the registry login server");
            return new Verdict(done || stopped, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(List<String> words) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeArray(words, JsonWriter::writeString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
