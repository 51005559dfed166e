import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tables that the bench has written into a page, one block a job between two marks, so that a
/// run of one job leaves the others' as they are.
record Kept(Path page) {
    private static final String END = "<!-- end of upload bench -->";

    private static String first(String job) {
        return "<!-- bench " + job + ": written by the bench -->\n";
    }

    private static String last(String job) {
        return "<!-- end of bench " + job + " -->\n";
    }

    /// Replaces the job's block, or adds it behind the others.
    void put(String job, String tables) throws IOException {
        String text =
                Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + END + "\n";
        int from = text.indexOf(first(job));
        int to = text.indexOf(last(job));
        if (from < 0 || to < from) {
            from = text.contains(END) ? text.indexOf(END) : text.length();
            to = from;
        } else {
            to += last(job).length();
        }
        String block = first(job) + tables + "\n" + last(job);
        Files.writeString(
                page,
                text.substring(0, from) + block + (from == to ? "\n" : "") + text.substring(to));
    }
}
