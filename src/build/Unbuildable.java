/// The image cannot be built on this machine; the message says what is missing.
final class Unbuildable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unbuildable(String message) {
        super(message);
    }
}
