package dev.blobdrop.cli.output;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.problem.Setting;
import dev.blobdrop.core.problem.Shell;
import java.util.List;
import java.util.Map;

/// The remedies of a problem as lines of the command line: something to set is an option.
public final class RemedyText {
    /// The environment variables that stand for an option.
    private static final Map<Setting, String> VARIABLES = Map.of(
            Setting.CA_FILE, "BLOBDROP_CA_FILE",
            Setting.TRUST_HOST, "BLOBDROP_TRUST_HOST",
            Setting.TENANT, "AZURE_TENANT_ID",
            Setting.CLIENT_ID, "AZURE_CLIENT_ID",
            Setting.AUTHORITY_HOST, "AZURE_AUTHORITY_HOST");

    private RemedyText() {}

    /// A line for each remedy. The notes of options start in one column.
    public static List<String> lines(Problem problem) {
        int width = problem.remedies().stream()
                .map(remedy ->
                        remedy instanceof Remedy.Option option ? option(option).length() : 0)
                .reduce(0, Math::max);
        return problem.remedies().stream().map(remedy -> line(remedy, width)).toList();
    }

    private static String line(Remedy remedy, int width) {
        return switch (remedy) {
            case Remedy.Command command -> command.text();
            case Remedy.Sentence sentence -> sentence.text();
            case Remedy.Option option -> {
                String note = note(option);
                yield note.isEmpty() ? option(option) : ("%-" + width + "s   %s").formatted(option(option), note);
            }
        };
    }

    private static String option(Remedy.Option option) {
        String name = "--" + option.setting().id();
        return option.value().isEmpty()
                ? name
                : name + " " + Shell.ofThisMachine().quoted(option.value());
    }

    private static String note(Remedy.Option option) {
        String variable = VARIABLES.get(option.setting());
        return variable == null ? option.note() : (option.note() + " (or " + variable + ")").strip();
    }
}
