package dev.blobdrop.cli;

import dev.blobdrop.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One row of a table of command lines that cannot succeed.
///
/// @param arguments where `{dir}` stands for the test's own directory
/// @param changes of the pod's environment; empty for a variable that is taken away
/// @param said words that must be on standard error
/// @param unsaid words that must not be anywhere
/// @param technical what `--verbose` adds; empty when there is nothing to add
record BadInput(
        String name,
        List<String> arguments,
        Map<String, Optional<String>> changes,
        Preparation preparation,
        int exit,
        List<String> said,
        List<String> unsaid,
        Optional<String> technical) {

    /// What must be so before the run.
    @FunctionalInterface
    interface Preparation {
        void make(Sandbox azure, Path directory) throws Exception;
    }

    static BadInput of(int exit, String name, String... arguments) {
        return new BadInput(
                name,
                List.of(arguments),
                Map.of(),
                (azure, directory) -> {},
                exit,
                List.of(),
                List.of(),
                Optional.empty());
    }

    BadInput with(String variable, String value) {
        return changed(variable, Optional.of(value));
    }

    BadInput without(String variable) {
        return changed(variable, Optional.empty());
    }

    BadInput given(Preparation other) {
        return new BadInput(name, arguments, changes, other, exit, said, unsaid, technical);
    }

    BadInput says(String... words) {
        return new BadInput(name, arguments, changes, preparation, exit, List.of(words), unsaid, technical);
    }

    BadInput neverSays(String... words) {
        return new BadInput(name, arguments, changes, preparation, exit, said, List.of(words), technical);
    }

    BadInput verboseSays(String words) {
        return new BadInput(name, arguments, changes, preparation, exit, said, unsaid, Optional.of(words));
    }

    private BadInput changed(String variable, Optional<String> value) {
        Map<String, Optional<String>> more = new TreeMap<>(changes);
        more.put(variable, value);
        return new BadInput(name, arguments, more, preparation, exit, said, unsaid, technical);
    }

    /// Whether it is a line of this command.
    boolean is(String command) {
        return arguments.getFirst().equals(command);
    }

    CommandRun run(Sandbox azure, Path directory, String... more) {
        Map<String, String> environment = new TreeMap<>(azure.podEnvironment());
        changes.forEach((variable, value) -> value.ifPresentOrElse(
                text -> environment.put(variable, filled(text, directory)), () -> environment.remove(variable)));
        List<String> line = new ArrayList<>();
        arguments.forEach(argument -> line.add(filled(argument, directory)));
        line.addAll(List.of(more));
        return Blobdrop.run(Map.copyOf(environment), line.toArray(String[]::new));
    }

    private static String filled(String text, Path directory) {
        return text.replace("{dir}", directory.toString());
    }

    @Override
    public String toString() {
        return name + " -> " + exit;
    }
}
