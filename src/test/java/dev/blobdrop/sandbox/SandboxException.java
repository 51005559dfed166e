package dev.blobdrop.sandbox;

/// Says in one sentence why the sandbox could not do what was asked; its message is all there is to
/// show.
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String sentence) {
        super(sentence);
    }

    SandboxException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
