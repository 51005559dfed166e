package dev.blobdrop.core.problem;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known about this run, to fill the remedies of the [Catalogue]: a command that carries
/// the token's own issuer and subject cannot be mistyped.
///
/// Names in use: `iss`, `sub`, `aud`, `ns`, `sa` of the federated token, the last two and `pod`
/// also of what the pod says of itself; `cid` and `tid` of the client and tenant asked for; `oid`
/// of the identity that won; `acct`, `host` and `ctr` of the storage side; `authority` for the
/// identity provider's host;
/// `proxy` for host and port of an HTTP proxy; `node` when a pod without workload identity signed
/// in as the node that it runs on.
///
/// @param values by name; a name that is absent is printed as a word to be replaced
public record Facts(Map<String, String> values) {
    public static final Facts NONE = new Facts(Map.of());

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final String ROOT = "$root";
    private static final String QUOTED_ROOT = "'$root'";

    private static final Pattern COMMAND = Pattern.compile("(az|kubectl|blobdrop|export) ");
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./][\\w./:@%+=,-]*");

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("rg", "RESOURCE_GROUP"),
                    Map.entry("uami", "IDENTITY_NAME"),
                    Map.entry("cluster", "CLUSTER"),
                    Map.entry("ns", "NAMESPACE"),
                    Map.entry("sa", "SERVICE_ACCOUNT"),
                    Map.entry("pod", "POD"),
                    Map.entry("cid", "CLIENT_ID"),
                    Map.entry("tid", "TENANT_ID"),
                    Map.entry("oid", "OBJECT_ID"),
                    Map.entry("acct", "ACCOUNT"),
                    Map.entry("host", "ACCOUNT.blob.core.windows.net"),
                    Map.entry("ctr", "CONTAINER"),
                    Map.entry("authority", "login.microsoftonline.com"),
                    Map.entry("iss", "ISSUER"),
                    Map.entry("sub", "SUBJECT"),
                    Map.entry("aud", "AUDIENCE"),
                    Map.entry("type", "ServicePrincipal"));

    public Facts {
        values = Map.copyOf(values);
    }

    public Facts with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    public Facts with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    public Facts and(Facts others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new Facts(all);
    }

    /// The template with each `{name}` replaced by its value, or by an upper-case word. Where the
    /// account's name is not known, a sentence names its host.
    String fill(String template) {
        Optional<String> account = Optional.ofNullable(values.get("acct"));
        return with("acct", account.or(() -> Optional.ofNullable(values.get("host"))))
                .fill(template, value -> true);
    }

    /// The same for a line that may be a command: into a command goes no value that a shell would
    /// read as anything but one plain word, because people paste it.
    String fillLine(String template) {
        return COMMAND.matcher(template).lookingAt()
                ? quoted().fill(
                                template,
                                value ->
                                        PLAIN_WORD.matcher(value).matches()
                                                || value.equals(QUOTED_ROOT))
                : fill(template);
    }

    /// The one container whose name a shell would read as a variable. No template has it between
    /// quotation marks.
    private Facts quoted() {
        return ROOT.equals(values.get("ctr")) ? with("ctr", QUOTED_ROOT) : this;
    }

    private String fill(String template, Predicate<String> allowed) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        Optional.ofNullable(values.get(match.group(1)))
                                                .filter(allowed)
                                                .orElse(
                                                        WORDS.getOrDefault(
                                                                match.group(1), match.group()))));
    }
}
