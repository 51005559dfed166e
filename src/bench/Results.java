import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every round of every program, kept in a file, so that the tables can be made of several runs of
/// the bench: a job at a time, or round by round.
final class Results {
    private final Path file;
    private final Map<String, Map<String, List<Measurement>>> jobs = new LinkedHashMap<>();

    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t");
                of(fields[0], fields[1])
                        .add(new Measurement(
                                Double.parseDouble(fields[2]),
                                Double.parseDouble(fields[3]),
                                Double.parseDouble(fields[4]),
                                Double.parseDouble(fields[5]),
                                Double.parseDouble(fields[6]),
                                fields[7]));
            }
        }
    }

    private List<Measurement> of(String job, String contender) {
        return jobs.computeIfAbsent(job, name -> new LinkedHashMap<>())
                .computeIfAbsent(contender, name -> new ArrayList<>());
    }

    void forget(String job, String contender) {
        of(job, contender).clear();
    }

    void add(String job, String contender, Measurement measured) throws IOException {
        of(job, contender).add(measured);
        StringBuilder text = new StringBuilder();
        jobs.forEach((name, contenders) ->
                contenders.forEach((other, all) -> all.forEach(one -> text.append(line(name, other, one)))));
        Files.writeString(file, text);
    }

    private static String line(String job, String contender, Measurement one) {
        return String.join(
                        "\t",
                        job,
                        contender,
                        one.wall() + "",
                        one.cpu() + "",
                        one.memory() + "",
                        one.service() + "",
                        one.first() + "",
                        one.cipher())
                + "\n";
    }

    int rounds(String job, String contender) {
        return of(job, contender).size();
    }

    /// Of those contenders that have taken part.
    Map<String, Measurement> medians(String job) {
        Map<String, Measurement> medians = new LinkedHashMap<>();
        jobs.getOrDefault(job, Map.of()).forEach((contender, all) -> {
            if (!all.isEmpty()) {
                medians.put(contender, Measurement.median(all));
            }
        });
        return medians;
    }
}
