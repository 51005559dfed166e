import java.util.List;

/// One program in a race.
///
/// @param name its name in the table
/// @param input whether its standard input stays open, as at a terminal; else it is at its end from
///     the start, as in a pod or a cron job
/// @param rounds the most it takes part in
record Contender(String name, List<String> command, boolean input, int rounds) {
    Contender(String name, List<String> command) {
        this(name, command, true, Integer.MAX_VALUE);
    }

    Contender inPod() {
        return new Contender(name + IN_POD, command, false, rounds);
    }

    Contender atMost(int most) {
        return new Contender(name, command, input, most);
    }

    /// AzCopy reads its standard input in a loop that does not end at the input's end.
    static final String IN_POD = ", no standard input";
}
