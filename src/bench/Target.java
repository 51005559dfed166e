import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What one of the programs is to reach.
///
/// @param subject the program
/// @param peer whom it is compared with; none for a figure by itself
/// @param least whether the limit is the least, not the most
record Target(String subject, Figure figure, Optional<String> peer, double limit, boolean least) {
    /// What is compared.
    enum Figure {
        WALL("wall", "s", 2) {
            @Override
            double of(Measurement measured) {
                return measured.wall();
            }
        },
        CPU("CPU", "s", 2) {
            @Override
            double of(Measurement measured) {
                return measured.cpu();
            }
        },
        RSS("RSS", "MiB", 0) {
            @Override
            double of(Measurement measured) {
                return measured.memory();
            }
        },
        SPEED("files/s", "", 0) {
            @Override
            double of(Measurement measured) {
                return 1 / measured.wall();
            }
        };

        private final String title;
        private final String unit;
        private final int digits;

        Figure(String title, String unit, int digits) {
            this.title = title;
            this.unit = unit;
            this.digits = digits;
        }

        abstract double of(Measurement measured);
    }

    static Target most(String subject, Figure figure, double limit) {
        return new Target(subject, figure, Optional.empty(), limit, false);
    }

    static Target most(String subject, Figure figure, double limit, String peer) {
        return new Target(subject, figure, Optional.of(peer), limit, false);
    }

    static Target least(String subject, Figure figure, double limit, String peer) {
        return new Target(subject, figure, Optional.of(peer), limit, true);
    }

    /// A row: the target, what was measured, and the same against the peer as it runs in a pod.
    String row(Map<String, Measurement> medians) {
        return "| %s: %s %s %s | %s | %s |%n"
                .formatted(
                        subject,
                        figure.title,
                        least ? "≥" : "≤",
                        peer.map(name -> number(2, limit) + " × " + name)
                                .orElse(number(figure.digits, limit) + " " + figure.unit),
                        verdict(medians, peer),
                        peer.filter(name -> medians.containsKey(name + Contender.IN_POD))
                                .map(name -> verdict(medians, Optional.of(name + Contender.IN_POD)))
                                .orElse(""));
    }

    private String verdict(Map<String, Measurement> medians, Optional<String> other) {
        if (!medians.containsKey(subject)
                || other.filter(name -> !medians.containsKey(name)).isPresent()) {
            return "not measured";
        }
        double own = figure.of(medians.get(subject));
        double value = other.map(name -> own / figure.of(medians.get(name))).orElse(own);
        boolean reached = least ? value >= limit : value <= limit;
        return number(other.isPresent() ? 2 : figure.digits, value)
                + (reached ? ", reached" : ", **missed**");
    }

    private static String number(int digits, double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
