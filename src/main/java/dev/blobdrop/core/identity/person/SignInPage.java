package dev.blobdrop.core.identity.person;

/// The page in the browser after the sign-in.
final class SignInPage {
    private SignInPage() {}

    static String html(PageAnswer answer) {
        return answer.code().isPresent()
                ? page("Back to Blobdrop", "You can close this window.")
                : page(
                        "Not signed in",
                        "See Blobdrop for details. The identity provider's message: "
                                + answer.error()
                                + " "
                                + answer.description());
    }

    private static String page(String title, String text) {
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <style>body { font: 1.1em/1.5 sans-serif; max-width: 36em; margin: 4em auto }</style>
            </head><body><h1>%s</h1><p>%s</p></body></html>
            """.formatted(title, title, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
