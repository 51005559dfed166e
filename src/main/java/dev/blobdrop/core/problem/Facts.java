package dev.blobdrop.core.problem;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known about this run, to fill the remedies of the [Catalogue]: a command that carries
/// the token's own issuer and subject cannot be mistyped.
///
/// Names in use: `iss`, `sub`, `aud`, `ns`, `sa` of the federated token, the last two and `pod`
/// also of what the pod says of itself; `cid` and `tid` of the client and tenant asked for; `oid`
/// of the identity that won; `acct`, `host` and `ctr` of the storage side; `authority` for the
/// identity provider's host and `port` for its port; `usual` for the account's name without
/// `privatelink`, `server` for a host whose certificate was not accepted and `date` for the end or
/// the begin of its time; `other` for the account's tenant where that is not the token's; `inpod`
/// is there in a pod, `place` for the [Place] where it runs; `proxy` for host and port of an HTTP
/// proxy; `node` when a pod without workload identity signed in as the node that it runs on: the
/// code of the row that tells why.
///
/// @param values by name; a name that is absent is printed as a word to be replaced
public record Facts(Map<String, String> values) {
    /// Nothing is known: remedies have upper-case words to be replaced.
    public static final Facts NONE = new Facts(Map.of());

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /// Containers whose names a shell would read as variables: `$root`, `$web`, `$logs`.
    private static final Pattern OF_THE_SERVICE = Pattern.compile("\\$[a-z]+");

    /// What every shell and every program takes for one plain word.
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./][\\w./:@%+=,-]*");

    /// What stays itself between single quotes, in `cmd` too, through which Windows runs az.
    private static final Pattern QUOTABLE = Pattern.compile("[\\w./][\\w./:@+=,;#?*~(){}\\[\\] -]*");

    private static final Map<String, String> WORDS = Map.ofEntries(
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
            Map.entry("port", "443"),
            Map.entry("iss", "ISSUER"),
            Map.entry("sub", "SUBJECT"),
            Map.entry("aud", "AUDIENCE"),
            Map.entry("server", "the server"),
            Map.entry("date", "another day"),
            Map.entry("other", "TENANT_ID"),
            Map.entry("type", "ServicePrincipal"));

    public Facts {
        values = Map.copyOf(values);
    }

    /// With one more value, or another one of that name.
    public Facts with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /// With one more value if there is one.
    public Facts with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /// The same without what is known by that name.
    public Facts without(String name) {
        Map<String, String> fewer = new HashMap<>(values);
        fewer.remove(name);
        return new Facts(fewer);
    }

    /// With all values of the others, which win where both have one.
    public Facts and(Facts others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new Facts(all);
    }

    /// Fills a command template. People paste commands, so a value is inserted only if neither the
    /// shell nor the program can misread it; otherwise a placeholder is.
    String fillCommand(String template) {
        StringBuilder filled = new StringBuilder();
        Matcher match = PLACEHOLDER.matcher(template);
        int from = 0;
        char open = ' ';
        while (match.find()) {
            open = quote(template.substring(from, match.start()), open);
            filled.append(template, from, match.start()).append(word(match, open));
            from = match.end();
        }
        return filled.append(template.substring(from)).toString();
    }

    private String word(Matcher match, char open) {
        String value = values.get(match.group(1));
        if (open == ' ' && value != null && OF_THE_SERVICE.matcher(value).matches()) {
            return "'" + value + "'";
        }
        Pattern allowed = open == '\'' ? QUOTABLE : PLAIN_WORD;
        return value != null && allowed.matcher(value).matches()
                ? value
                : WORDS.getOrDefault(match.group(1), match.group());
    }

    /// The quote that is open behind this text; a space when none is.
    private static char quote(String text, char before) {
        char open = before;
        for (char c : text.toCharArray()) {
            if (open == ' ' ? c == '\'' || c == '"' : c == open) {
                open = open == ' ' ? c : ' ';
            }
        }
        return open;
    }

    /// The template with each `{name}` replaced by its value, or by an upper-case word. Where the
    /// account's name is not known, a sentence names its host.
    public String fill(String template) {
        Facts known = values.containsKey("acct") ? this : with("acct", value("host"));
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        known.value(match.group(1)).orElse(WORDS.getOrDefault(match.group(1), match.group()))));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
