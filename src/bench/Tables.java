import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the bench says: a table for each job, and the table of what is to be reached, with the
/// lines that fall short first.
final class Tables {
    private Tables() {}

    static String of(String name, Job job, Results results) {
        Map<String, Measurement> medians = results.medians(name);
        int rounds = job.contenders().stream()
                .mapToInt(each -> results.rounds(name, each.name()))
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder("### %s (medians, rounds in turn: %d; %s)%n%n"
                .formatted(
                        job.title(), rounds, medians.values().iterator().next().cipher()));
        boolean brief = job.way() instanceof Way.Short;
        text.append("| program | wall s | CPU s | RSS MiB | ")
                .append(brief ? "start to blob s" : "files/s")
                .append(" | the service's CPU s |\n|---|--:|--:|--:|--:|--:|\n");
        for (Contender each : job.contenders()) {
            Measurement one = medians.get(each.name());
            if (one != null) {
                int own = results.rounds(name, each.name());
                text.append("| %s | %.2f | %.2f | %.0f | %s | %.2f |%n"
                        .formatted(
                                own == rounds ? each.name() : each.name() + " (rounds: " + own + ")",
                                one.wall(),
                                one.cpu(),
                                one.memory(),
                                brief ? "%.2f".formatted(one.first()) : "%,.0f".formatted(job.files() / one.wall()),
                                one.service()));
            }
        }
        return text.toString();
    }

    static String targets(Map<String, Job> jobs, Results results) {
        List<Target.Line> lines = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        jobs.forEach((name, job) -> {
            Map<String, Measurement> medians = results.medians(name);
            for (Target target : job.targets()) {
                Optional<Target.Line> line = target.line(job.contenders(), medians);
                line.ifPresentOrElse(lines::add, () -> missing.add(target.title()));
            }
        });
        lines.sort(Comparator.comparingDouble(Target.Line::share).reversed());
        StringBuilder text = new StringBuilder();
        long short_ = lines.stream().filter(line -> line.share() > 1).count();
        text.append("%d of %d targets are missed. Above 1.00 in the last column falls short.%n%n"
                .formatted(short_, lines.size()));
        text.append("| job | figure | wanted | reached | compared with | reached / wanted |\n");
        text.append("|---|---|--:|--:|---|--:|\n");
        lines.forEach(line -> text.append(line.text()));
        if (!missing.isEmpty()) {
            text.append("\nNot measured: ").append(String.join("; ", missing)).append(".\n");
        }
        return text.toString();
    }
}
