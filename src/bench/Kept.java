import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tables that the bench has written into a page, one block each between two marks, so that a
/// run of one job leaves the others' as they are.
record Kept(Path page) {
    private static final String END = "<!-- end of the bench's tables -->";

    private static String first(String block) {
        return "<!-- bench " + block + ": written by the bench -->\n";
    }

    private static String last(String block) {
        return "<!-- end of bench " + block + " -->\n";
    }

    /// Replaces the block, or adds it behind the others.
    void put(String name, String tables) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + END + "\n";
        int from = text.indexOf(first(name));
        int to = text.indexOf(last(name));
        if (from < 0 || to < from) {
            from = text.contains(END) ? text.indexOf(END) : text.length();
            to = from;
        } else {
            to += last(name).length();
        }
        String block = first(name) + tables + "\n" + last(name);
        Files.writeString(page, text.substring(0, from) + block + (from == to ? "\n" : "") + text.substring(to));
    }
}
