package dev.blobdrop.core.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes everything that could be used to sign in from text that others wrote: messages of
/// libraries, answers of services, output of programs, and input that is not a name.
///
/// Names of blobs, files and containers never pass through it, nor does our own output: a blob may
/// be called `sig=A/SurveyJanuary.csv`. So secrets are removed where text comes in, and names are
/// put into sentences afterwards.
///
/// Secrets that this run knows are found anywhere. Others are found by their form, matched as
/// narrowly as possible.
public final class Secrets {
    private static final String HIDDEN = "[hidden]";

    /// A shorter value would be found in ordinary words.
    private static final int SHORTEST = 8;

    /// Tokens are renewed every hour or so.
    private static final int MOST = 256;

    private static final Set<String> KNOWN = new LinkedHashSet<>();

    /// Three dot-separated base64url parts, if the first is the header that it looks like.
    private static final Pattern JWT =
            Pattern.compile("(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{5,})(?:\\.[A-Za-z0-9_-]*){1,4}");

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)(authorization[\"']?\\s*[:=]\\s*[\"']?" + "(?:bearer|sharedkey|sharedkeylite|basic))\\s+[^\\s\"']+");

    /// Without the header's name only what is too long for a word.
    private static final Pattern BEARER = Pattern.compile("(?i)(?<![\\w/])(bearer)\\s+[A-Za-z0-9+/=._~-]{20,}");

    /// The signature in a query.
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)([?&;]|%3F|%26)(sig)(=|%3D)(?:(?!%26)[^&\\s\"'<>;])++");

    /// The same without its query: as long as a signature is, and no part of a path.
    private static final Pattern BARE_SIGNATURE = Pattern.compile("(?i)(?<![\\w/.-])(sig=)[A-Za-z0-9%+/_=-]{20,}");

    /// The secret fields of a sign-in form. In a path, as in `logs/password=reset`, it is a name.
    private static final Pattern FORM_FIELD =
            Pattern.compile("(?i)(^|[?&\\s\"'(,;{]|%3F|%26)(client_assertion|client_secret|assertion|access_token|"
                    + "refresh_token|id_token|device_code|password|code_verifier)"
                    + "(=|%3D)(?:(?!%26)[^&\\s\"'])++");

    private static final Pattern JSON_FIELD =
            Pattern.compile("(?i)(\"(?:accessToken|access_token|refresh_token|id_token|client_secret|"
                    + "client_assertion|assertion|device_code|code_verifier|accountKey|token|"
                    + "password|secret)\"\\s*:\\s*\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+");

    /// The same as YAML and as programs in Python and JavaScript print it. What is too short to be
    /// a token is a word. A library that takes line ends out glues the field to what stands before
    /// it.
    private static final Pattern COLON_FIELD =
            Pattern.compile("(?i)((?<!/)['\"]?(?:access_?token|refresh_?token|id_?token|client_?secret"
                    + "|client_?assertion|device_?code|code_?verifier|account_?key)['\"]?"
                    + "\\s*:\\s*['\"]?)[^\\s'\",;}\\[\\]]{8,}");

    private static final Pattern ACCOUNT_KEY =
            Pattern.compile("(?i)(?<![\\w/])(AccountKey|SharedAccessSignature)=[^;\\s\"']+");

    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(?=@)");

    private static final Pattern SIGNED = Pattern.compile("(?i)https?://\\S*?[?&]sig=([^&\\s]+).*");

    private Secrets() {}

    /// Remembers a secret of this run, such as a token or what a variable holds.
    public static void know(String secret) {
        String value = secret.strip();
        if (value.length() < SHORTEST) {
            return;
        }
        synchronized (KNOWN) {
            KNOWN.remove(value);
            KNOWN.add(value);
            Iterator<String> oldest = KNOWN.iterator();
            while (KNOWN.size() > MOST && oldest.hasNext()) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    /// Whether it is a URL with a shared access signature, which is then known.
    public static boolean isSigned(String typed) {
        Matcher signed = SIGNED.matcher(typed);
        boolean found = signed.matches();
        if (found) {
            know(signed.group(1));
        }
        return found;
    }

    /// The same text with `[hidden]` where a token, assertion, key, signature or password stood.
    ///
    /// @param foreign text that others wrote, in which no name of ours stands
    public static String redact(String foreign) {
        String result = withoutKnown(foreign);
        if (result.contains("eyJ")) {
            result = JWT.matcher(result)
                    .replaceAll(match -> Matcher.quoteReplacement(isHeader(match.group(1)) ? HIDDEN : match.group()));
        }
        if (result.indexOf(':') >= 0) {
            result = COLON_FIELD.matcher(result).replaceAll("$1" + HIDDEN);
        }
        result = AUTHORIZATION.matcher(result).replaceAll("$1 " + HIDDEN);
        result = BEARER.matcher(result).replaceAll("$1 " + HIDDEN);
        if (result.indexOf('=') >= 0 || result.indexOf('%') >= 0) {
            result = SIGNATURE.matcher(result).replaceAll("$1$2$3" + HIDDEN);
            result = FORM_FIELD.matcher(result).replaceAll("$1$2$3" + HIDDEN);
            result = BARE_SIGNATURE.matcher(result).replaceAll("$1" + HIDDEN);
            result = ACCOUNT_KEY.matcher(result).replaceAll("$1=" + HIDDEN);
        }
        if (result.indexOf('@') >= 0) {
            result = USER_INFO.matcher(result).replaceAll("$1" + HIDDEN);
        }
        return result.indexOf('"') >= 0 ? JSON_FIELD.matcher(result).replaceAll("$1" + HIDDEN) : result;
    }

    private static String withoutKnown(String text) {
        String result = text;
        synchronized (KNOWN) {
            for (String secret : KNOWN) {
                result = result.replace(secret, HIDDEN);
            }
        }
        return result;
    }

    /// Whether these letters stand for a JSON object: in `eyJanuary` they do not.
    private static boolean isHeader(String letters) {
        int whole = letters.length() - letters.length() % 4;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(letters.substring(0, whole));
            return new String(bytes, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c >= ' ' && c < 0x7F);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
