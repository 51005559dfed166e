package dev.blobdrop.core.problem;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The known failures of sign-in and storage, read once from `catalogue.json`: for each its codes,
/// what it means and how to fix it.
public final class Catalogue {
    /// The audience of tokens for the exchange; other clouds append their name.
    private static final String EXCHANGE_AUDIENCE = "api://AzureADTokenExchange";

    private static final Catalogue INSTANCE = read();

    private final List<Entry> entries;
    private final Map<String, Entry> byCode = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /// One known failure.
    ///
    /// @param id row of the catalogue, such as `D2`
    /// @param codes the service's codes that mean it
    /// @param evidence how to tell that it is this failure
    /// @param fix templates of sentences or commands; see [Facts] for the names they may use
    /// @param here more fixes that apply in one [Place]
    /// @param fixInPod the fixes in a pod, if they differ; else empty
    /// @param verify template of the command that verifies the fix
    /// @param link a page with more information
    public record Entry(
            String id,
            Problem.Kind kind,
            List<String> codes,
            String title,
            String why,
            String evidence,
            List<String> fix,
            List<String> fixInPod,
            Map<Place, List<String>> here,
            String verify,
            Optional<String> link,
            boolean retryable) {

        /// The fixes for the known place; all of them if the place is unknown.
        private List<String> lines(Facts facts) {
            if (facts.values().containsKey("inpod") && !fixInPod.isEmpty()) {
                return fixInPod;
            }
            Optional<Place> place = Place.of(facts);
            if (place.isEmpty()) {
                return all();
            }
            List<String> more = here.getOrDefault(place.get(), List.of());
            List<String> fitting = Stream.concat(more.stream(), fix.stream().filter(place.get()::fits))
                    .toList();
            return fitting.isEmpty() ? fix : fitting;
        }

        private List<String> all() {
            return Stream.concat(fix.stream(), here.values().stream().flatMap(List::stream))
                    .distinct()
                    .toList();
        }

        /// This failure as a problem, with the facts of this run.
        public Problem problem(Facts facts) {
            return problem(codes.getFirst().replaceFirst("/.*", ""), facts);
        }

        /// The command that verifies the fix, with the facts of this run.
        public String verify(Facts facts) {
            return Remedy.of(Place.of(facts).map(place -> place.verify(verify)).orElse(verify), facts)
                    .text();
        }

        /// The same under the code that occurred.
        public Problem problem(String code, Facts facts) {
            return new Problem(
                    kind,
                    code,
                    facts.fill(title),
                    facts.fill(why),
                    lines(facts).stream().map(line -> Remedy.of(line, facts)).toList(),
                    Optional.empty(),
                    retryable);
        }
    }

    private Catalogue(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        for (Entry entry : entries) {
            entry.codes().forEach(code -> byCode.put(code, entry));
        }
    }

    /// The catalogue that comes with Blobdrop.
    public static Catalogue standard() {
        return INSTANCE;
    }

    /// All rows, in the order of the catalogue.
    public List<Entry> entries() {
        return entries;
    }

    /// The failure known by this code, such as `AADSTS700213` or `ContainerNotFound`. A number of
    /// the "no match" family that has no row of its own is known by the family's row: Entra ID has
    /// refined 70021 into 700211, 700212, 700213 and 7002138, and says that numbers may change.
    public Optional<Entry> byCode(String code) {
        return Optional.ofNullable(byCode.get(code))
                .or(() ->
                        Problem.isNoMatch(code) ? Optional.ofNullable(byCode.get(Problem.NO_MATCH)) : Optional.empty());
    }

    /// The same, refined by the facts: with one code the identity provider refuses both a token for
    /// the wrong audience and a federated credential that names a different one, and the fixes
    /// differ.
    public Optional<Entry> byCode(String code, Facts facts) {
        boolean odd =
                facts.values().containsKey("aud") && !facts.values().get("aud").startsWith(EXCHANGE_AUDIENCE);
        return byCode(code)
                .map(entry -> odd ? byCode(entry.codes().getFirst() + "/token").orElse(entry) : entry);
    }

    /// The failure of this row.
    ///
    /// @throws IllegalArgumentException when there is no such row
    public Entry byId(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No catalogue row " + id));
    }

    /// The failure known by this code as a problem, with the facts of this run.
    public Optional<Problem> problem(String code, Facts facts) {
        return byCode(code, facts).map(entry -> entry.problem(code, facts));
    }

    private static Catalogue read() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json");
                JsonReader json = JsonProviders.createReader(in)) {
            json.nextToken();
            return new Catalogue(json.readArray(Catalogue::entry));
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue.json", e);
        }
    }

    private static Entry entry(JsonReader json) throws IOException {
        Map<String, Object> fields = json.readMap(JsonReader::readUntyped);
        return new Entry(
                (String) fields.get("id"),
                Problem.Kind.valueOf((String) fields.get("kind")),
                strings(fields.get("codes")),
                (String) fields.get("title"),
                (String) fields.get("why"),
                (String) fields.get("evidence"),
                strings(fields.get("fix")),
                strings(fields.getOrDefault("fixInPod", List.of())),
                here(fields.get("here")),
                (String) fields.get("verify"),
                Optional.ofNullable((String) fields.get("link")),
                Boolean.TRUE.equals(fields.get("retryable")));
    }

    private static Map<Place, List<String>> here(Object object) {
        Map<Place, List<String>> lines = new EnumMap<>(Place.class);
        if (object instanceof Map<?, ?> map) {
            map.forEach((place, array) -> lines.put(Place.named((String) place), strings(array)));
        }
        return lines;
    }

    private static List<String> strings(Object array) {
        return ((List<?>) array).stream().map(String.class::cast).toList();
    }
}
