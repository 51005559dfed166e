import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// What Blobdrop is to reach in a job: a figure of one of its variants, at most so much, or at most
/// so many times that of the fastest peer among some families.
///
/// @param title of what is done, as the table of targets names it
/// @param subject the variant's name
/// @param peers whose fastest is compared with; none for a figure by itself
record Target(String title, String subject, Figure figure, double limit, Set<Contender.Family> peers) {
    /// What is compared.
    enum Figure {
        WALL("wall", "s", 2, Measurement::wall),
        CPU("CPU", "s", 2, Measurement::cpu),
        RSS("RSS", "MiB", 0, Measurement::memory),
        FIRST("start to blob", "s", 2, Measurement::first);

        private final String title;
        private final String unit;
        private final int digits;
        private final ToDoubleFunction<Measurement> of;

        Figure(String title, String unit, int digits, ToDoubleFunction<Measurement> of) {
            this.title = title;
            this.unit = unit;
            this.digits = digits;
            this.of = of;
        }

        private String text(double value) {
            return number(digits, value) + " " + unit;
        }
    }

    /// A line of the table of targets.
    ///
    /// @param share what was reached, of what is wanted: above 1 it falls short
    record Line(double share, String text) {}

    static Target most(String title, String subject, Figure figure, double limit) {
        return new Target(title, subject, figure, limit, Set.of());
    }

    static Target times(String title, String subject, Figure figure, double limit, Set<Contender.Family> peers) {
        return new Target(title, subject, figure, limit, peers);
    }

    /// Nothing when the subject or all its peers were not measured.
    ///
    /// @param medians of the job, by contender
    Optional<Line> line(List<Contender> contenders, Map<String, Measurement> medians) {
        Optional<Measurement> own = Optional.ofNullable(medians.get(subject));
        if (own.isEmpty()) {
            return Optional.empty();
        }
        double value = figure.of.applyAsDouble(own.get());
        if (peers.isEmpty()) {
            return Optional.of(line(value / limit, "≤ " + figure.text(limit), figure.text(value), ""));
        }
        return contenders.stream()
                .filter(each -> peers.contains(each.family()) && medians.containsKey(each.name()))
                .min(Comparator.comparingDouble(each -> medians.get(each.name()).wall()))
                .map(peer -> {
                    double other = figure.of.applyAsDouble(medians.get(peer.name()));
                    return line(
                            value / other / limit,
                            "≤ " + number(2, limit) + " ×",
                            number(2, value / other) + " × (" + figure.text(value) + ")",
                            peer.name() + ", " + figure.text(other));
                });
    }

    private Line line(double share, String wanted, String reached, String peer) {
        return new Line(
                share,
                "| %s | %s | %s | %s | %s | %s |%n"
                        .formatted(
                                title,
                                figure.title,
                                wanted,
                                reached,
                                peer,
                                share > 1 ? "**" + number(2, share) + "**" : number(2, share)));
    }

    private static String number(int digits, double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
