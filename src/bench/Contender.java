import java.util.List;

/// One program in a race: its name in the table and its command.
record Contender(String name, List<String> command) {}
