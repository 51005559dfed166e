package dev.blobdrop.cli;

import dev.blobdrop.core.identity.CredentialKind;
import dev.blobdrop.core.problem.Catalogue;
import dev.blobdrop.core.transfer.ConflictPolicy;
import dev.blobdrop.core.transfer.IfChanged;
import dev.blobdrop.core.transfer.Integrity;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// The values of options that take one of a list, for the shell's completion. Each list is that of
/// the type that reads the option, so that a new value is completed too.
final class Choices {
    private Choices() {}

    /// Made for each command line, and asked only when a completion script is printed.
    private interface Of extends Iterable<String> {
        Stream<String> values();

        @Override
        default Iterator<String> iterator() {
            return values().iterator();
        }
    }

    static final class Credential implements Of {
        @Override
        public Stream<String> values() {
            return Stream.of(CredentialKind.values()).map(CredentialKind::id);
        }
    }

    static final class Form implements Of {
        /// What `--output` can be.
        static final List<String> FORMS = List.of("text", "json");

        @Override
        public Stream<String> values() {
            return FORMS.stream();
        }
    }

    static final class Policy implements Of {
        @Override
        public Stream<String> values() {
            return Stream.of(ConflictPolicy.values()).map(ConflictPolicy::id);
        }
    }

    static final class WatchPolicy implements Of {
        @Override
        public Stream<String> values() {
            return WatchCommand.POLICIES.stream().map(ConflictPolicy::id);
        }
    }

    static final class WhenChanged implements Of {
        @Override
        public Stream<String> values() {
            return Stream.of(IfChanged.values()).map(IfChanged::id);
        }
    }

    static final class Sums implements Of {
        @Override
        public Stream<String> values() {
            return Stream.of(Integrity.values()).map(Integrity::id);
        }
    }

    /// Rows of the catalogue, and the codes of services that lead to them.
    static final class Code implements Of {
        @Override
        public Stream<String> values() {
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
