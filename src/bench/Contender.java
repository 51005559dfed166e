import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One program in a race, with one choice of settings.
///
/// @param name its name in the tables
/// @param family whose program it is; peers are compared by family
/// @param environment what it gets beside the bench's own
/// @param input whether its standard input stays open, as at a terminal; else it is at its end from
///     the start, as in a pod or a cron job
/// @param stores whether it stores an MD5 with each blob
/// @param again whether it meets the blobs that the one before it has left
/// @param rounds the most it takes part in
record Contender(
        String name,
        Family family,
        List<String> command,
        Map<String, String> environment,
        boolean input,
        boolean stores,
        boolean again,
        int rounds) {
    /// Whose program it is. AzCopy that computes an MD5 is compared apart from AzCopy that does
    /// not.
    enum Family {
        BLOBDROP("Blobdrop"),
        AZCOPY("AzCopy"),
        AZCOPY_MD5("AzCopy --put-md5"),
        RCLONE("rclone"),
        PYTHON("Python SDK");

        private final String title;

        Family(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Contender(String name, Family family, List<String> command) {
        this(name, family, command, Map.of(), true, false, false, Integer.MAX_VALUE);
    }

    /// AzCopy reads its standard input in a loop that does not end at the input's end.
    Contender withoutInput() {
        return new Contender(name + ", no standard input", family, command, environment, false, stores, again, rounds);
    }

    Contender tuned(Map<String, String> variables, String... options) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(options));
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(variables);
        return new Contender(name + ", tuned", family, longer, more, input, stores, again, rounds);
    }

    Contender storing() {
        return new Contender(name, family, command, environment, input, true, again, rounds);
    }

    Contender onceMore() {
        return new Contender(name, family, command, environment, input, stores, true, rounds);
    }

    Contender atMost(int most) {
        return new Contender(name, family, command, environment, input, stores, again, most);
    }

    Contender by(List<String> other) {
        return new Contender(name, family, other, environment, input, stores, again, rounds);
    }
}
