package dev.blobdrop.core.problem;

import java.util.regex.Pattern;

/// Takes everything that could be used to sign in out of a text before anybody can read it.
public final class Secrets {
    private static final String HIDDEN = "[hidden]";

    /// Three dot-separated base64url parts that begin like a JSON object: a token or an assertion.
    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)(bearer|sharedkey|sharedkeylite)\\s+[A-Za-z0-9+/=._:~-]{8,}");

    /// `sig=…` of a shared access signature and the secret fields of a sign-in form.
    private static final Pattern FORM_FIELD =
            Pattern.compile(
                    "(?i)(?:\\b|(?<=%3F|%26))(sig|client_assertion|client_secret|assertion|access_token|"
                        + "refresh_token|id_token|device_code|password|code_verifier)"
                        + "(=|%3D)(?:(?!%26)[^&\\s\"'])++");

    private static final Pattern JSON_FIELD =
            Pattern.compile(
                    "(?i)(\"(?:accessToken|access_token|refresh_token|id_token|client_secret|"
                        + "client_assertion|assertion|device_code|code_verifier|accountKey|token|"
                        + "password|secret)\"\\s*:\\s*\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+");

    private static final Pattern ACCOUNT_KEY =
            Pattern.compile("(?i)\\b(AccountKey|SharedAccessSignature)=[^;\\s\"']+");

    private Secrets() {}

    /// The same text with `[hidden]` where a token, assertion, key, signature or password stood.
    public static String redact(String text) {
        String result = text.contains("eyJ") ? JWT.matcher(text).replaceAll(HIDDEN) : text;
        if (mentions(result, "bearer") || mentions(result, "sharedkey")) {
            result = AUTHORIZATION.matcher(result).replaceAll("$1 " + HIDDEN);
        }
        if (result.indexOf('=') >= 0 || result.indexOf('%') >= 0) {
            result = FORM_FIELD.matcher(result).replaceAll("$1$2" + HIDDEN);
            result = ACCOUNT_KEY.matcher(result).replaceAll("$1=" + HIDDEN);
        }
        return result.indexOf('"') >= 0
                ? JSON_FIELD.matcher(result).replaceAll("$1" + HIDDEN)
                : result;
    }

    /// Every line that is printed comes through here, and searching by a pattern takes ten times as
    /// long.
    ///
    /// @param word in lower case
    private static boolean mentions(String text, String word) {
        char first = word.charAt(0);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if ((text.charAt(i) | 0x20) == first
                    && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
