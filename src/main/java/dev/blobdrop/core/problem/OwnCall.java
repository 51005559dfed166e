package dev.blobdrop.core.problem;

import java.util.ArrayList;
import java.util.List;

/// A Blobdrop command with values from elsewhere, such as a blob's name, quoted so that both the
/// shell and our own parser read them unchanged.
public final class OwnCall {
    private final List<String> words = new ArrayList<>(List.of("blobdrop"));
    private final List<String> operands = new ArrayList<>();

    private OwnCall() {}

    /// @param words subcommand and options of ours, without any value from elsewhere
    public static OwnCall of(String... words) {
        OwnCall call = new OwnCall();
        call.words.addAll(List.of(words));
        return call;
    }

    /// An option with its value. One that begins like an option is joined to the name: alone it
    /// would be taken for one.
    public OwnCall option(String name, String value) {
        if (value.startsWith("-")) {
            words.add(name + "=" + value);
        } else {
            words.addAll(List.of(name, value));
        }
        return this;
    }

    /// What the command is about: names, folders, paths.
    public OwnCall on(String... values) {
        return on(List.of(values));
    }

    /// The same for a list.
    public OwnCall on(List<String> values) {
        operands.addAll(values);
        return this;
    }

    /// The words as the program gets them. After `--` nothing is an option.
    public List<String> words() {
        List<String> all = new ArrayList<>(words);
        if (operands.stream().anyMatch(word -> word.startsWith("-"))) {
            all.add("--");
        }
        all.addAll(operands);
        return all;
    }

    /// The line for this machine's shell.
    public String line() {
        return Shell.ofThisMachine().line(words());
    }

    /// As a remedy.
    public Remedy remedy() {
        return because("");
    }

    /// As a remedy that says why.
    public Remedy because(String note) {
        return new Remedy.Command(line(), note);
    }
}
