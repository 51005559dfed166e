package dev.blobdrop.sandbox;

import java.util.Map;
import java.util.stream.Collectors;

/// What a person sees in the browser. Nobody has a password here: the name is enough.
final class SignInPages {
    private SignInPages() {}

    /// The user who signs in, if any.
    ///
    /// @param kept what the answer has to bring back
    static String account(String action, String application, Map<String, String> kept) {
        return page(
                "Sign in",
                "<p>%s asks for access to Azure Storage as you.</p>".formatted(escape(application))
                        + form(action, kept, """
                            <p><label>Account <input id="username" name="username"></label></p>
                            <p><button id="accept" name="decision" value="accept">Accept</button>
                            <button id="decline" name="decision" value="decline">Cancel</button></p>
                            """));
    }

    static String deviceCode(String action, String said) {
        return page("Enter code", "<p id=\"said\">%s</p>".formatted(escape(said)) + form(action, Map.of(), """
            <p><label>Code <input id="code" name="code"></label></p>
            <p><button id="next" name="decision" value="next">Next</button></p>
            """));
    }

    static String done(String text) {
        return page("Done", "<p id=\"said\">%s</p>".formatted(escape(text)));
    }

    static String error(EntraError error) {
        return page(
                "Sorry, but we're having trouble signing you in.",
                "<p id=\"said\">AADSTS%d: %s</p>".formatted(error.code(), escape(error.text())));
    }

    /// Brings the answer to the application: the browser posts it at once.
    static String post(String redirect, Map<String, String> fields) {
        return page("Working...", form(redirect, fields, "<noscript><button>Go on</button></noscript>"))
                .replace("</body>", "<script>document.forms[0].submit()</script></body>");
    }

    private static String form(String action, Map<String, String> hidden, String rest) {
        return hidden.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escape(field.getKey()), escape(field.getValue())))
                .collect(Collectors.joining(
                        "", "<form method=\"post\" action=\"%s\">".formatted(escape(action)), rest + "</form>"));
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>".formatted(title)
                + "</head><body><h1>%s</h1>%s</body></html>".formatted(title, body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
