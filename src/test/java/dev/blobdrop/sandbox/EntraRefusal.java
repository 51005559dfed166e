package dev.blobdrop.sandbox;

/// Carries an [EntraError] from the check that found it to the route that answers.
final class EntraRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient EntraError error;

    EntraRefusal(EntraError error) {
        super(error.text());
        this.error = error;
    }

    EntraError error() {
        return error;
    }
}
