package dev.blobdrop.cli.options;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.Integrity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The values of options that take one of a list, for shell completion. Each list comes from the
/// type that parses the option, so it is never out of date.
public final class Choices {
    private Choices() {}

    /// Parses the value of an option that takes one of these.
    ///
    /// @param name of a value on the command line
    /// @throws dev.blobdrop.core.problem.ProblemException for any other value; lists these
    public static <E> E parse(String option, String text, E[] values, Function<E, String> name) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Problem.Kind.USAGE,
                                "bad-policy",
                                option + " cannot be '" + text + "'",
                                "Use one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", ")) + ".")
                        .asException());
    }

    /// Parses the value of `--if-exists`.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException for a value that is no policy
    public static ConflictPolicy ifExists(String text) {
        return parse("--if-exists", text, ConflictPolicy.values(), ConflictPolicy::id);
    }

    /// Picocli creates one for each command line but iterates only for a completion script, so the
    /// values are computed lazily.
    private interface Values extends Iterable<String> {
        Stream<String> all();

        @Override
        default Iterator<String> iterator() {
            return all().iterator();
        }
    }

    static final class Credential implements Values {
        @Override
        public Stream<String> all() {
            return Stream.of(CredentialKind.values()).map(CredentialKind::id);
        }
    }

    /// The values of `--output`.
    public static final class Form implements Values {
        /// Also used to check the option.
        public static final List<String> FORMS = List.of("text", "json");

        @Override
        public Stream<String> all() {
            return FORMS.stream();
        }
    }

    /// The values of `--if-exists` for a single transfer.
    public static final class Policy implements Values {
        @Override
        public Stream<String> all() {
            return Stream.of(ConflictPolicy.values()).map(ConflictPolicy::id);
        }
    }

    /// The values of `--if-exists` for a watch.
    public static final class WatchPolicy implements Values {
        /// With any other policy, a restart would fail on or resend every file that is already
        /// uploaded.
        public static final Set<ConflictPolicy> POLICIES = EnumSet.of(
                ConflictPolicy.IF_DIFFERENT, ConflictPolicy.IF_NEWER, ConflictPolicy.SKIP, ConflictPolicy.REPLACE);

        @Override
        public Stream<String> all() {
            return POLICIES.stream().map(ConflictPolicy::id);
        }
    }

    /// The values of `--if-changed`.
    public static final class WhenChanged implements Values {
        @Override
        public Stream<String> all() {
            return Stream.of(IfChanged.values()).map(IfChanged::id);
        }
    }

    static final class Sums implements Values {
        @Override
        public Stream<String> all() {
            return Stream.of(Integrity.values()).map(Integrity::id);
        }
    }

    /// The values of `--explain`: rows of the catalogue, and the service codes that lead to them.
    public static final class Code implements Values {
        @Override
        public Stream<String> all() {
            List<Catalogue.Entry> entries = Catalogue.standard().entries();
            return Stream.of(
                            Stream.of("all"),
                            entries.stream().map(Catalogue.Entry::id),
                            entries.stream().flatMap(entry -> entry.codes().stream()))
                    .flatMap(words -> words)
                    .map(code -> code.replaceFirst("/.*", ""))
                    .filter(code -> code.matches("[A-Za-z0-9_.-]+"))
                    .distinct();
        }
    }
}
