package dev.blobdrop.cli.options;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.Integrity;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The values of options that take one of a list, for the shell's completion. Each list is that of
/// the type that reads the option, so that a new value is completed too.
public final class Choices {
    private Choices() {}

    /// Made for each command line, and asked only when a completion script is printed.
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

    public static final class Form implements Values {
        /// What `--output` can be.
        public static final List<String> FORMS = List.of("text", "json");

        @Override
        public Stream<String> all() {
            return FORMS.stream();
        }
    }

    public static final class Policy implements Values {
        @Override
        public Stream<String> all() {
            return Stream.of(ConflictPolicy.values()).map(ConflictPolicy::id);
        }
    }

    public static final class WatchPolicy implements Values {
        /// With the other policies a restart would fail for, or send again, what is there already.
        public static final Set<ConflictPolicy> POLICIES = EnumSet.of(
                ConflictPolicy.IF_DIFFERENT, ConflictPolicy.IF_NEWER, ConflictPolicy.SKIP, ConflictPolicy.REPLACE);

        @Override
        public Stream<String> all() {
            return POLICIES.stream().map(ConflictPolicy::id);
        }
    }

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

    /// Rows of the catalogue, and the codes of services that lead to them.
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
