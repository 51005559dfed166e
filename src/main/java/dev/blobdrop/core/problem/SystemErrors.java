package dev.blobdrop.core.problem;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Finds the system error behind a Java exception, which carries no error number, only the system's
/// message in the user's language. The system is asked for its message for each number that
/// matters, and the two are compared.
final class SystemErrors {
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    /// Why a file cannot be written.
    enum Cause {
        /// First, because the next one's words are part of its own.
        TOO_MANY_ALL(23, 23),
        TOO_MANY(24, 24),
        FULL(28, 28),
        QUOTA(122, 69),
        READ_ONLY(30, 30),
        TOO_LARGE(27, 27),
        TOO_LONG(36, 63),
        READER_GONE(32, 32);

        private final int number;

        /// @param linux the number in Linux
        /// @param mac the number in macOS
        Cause(int linux, int mac) {
            this.number = MAC ? mac : linux;
        }
    }

    /// What systems say in many languages, where this one cannot be asked.
    private static final Map<Cause, List<String>> SAID = said();

    private static final Map<Cause, String> WORDS = new EnumMap<>(Cause.class);

    static {
        Optional<MethodHandle> strerror = strerror();
        for (Cause cause : Cause.values()) {
            strerror.flatMap(call -> words(call, cause.number)).ifPresent(text -> WORDS.put(cause, text));
        }
    }

    private SystemErrors() {}

    /// @return empty for any other error
    static Optional<Cause> cause(IOException e) {
        String said = reason(e);
        for (Cause cause : Cause.values()) {
            if (said.equals(WORDS.get(cause))) {
                return Optional.of(cause);
            }
        }
        String lower = said.toLowerCase(Locale.ROOT);
        return Arrays.stream(Cause.values())
                .filter(cause -> SAID.get(cause).stream().anyMatch(lower::contains))
                .findFirst();
    }

    private static Map<Cause, List<String>> said() {
        Properties words = new Properties();
        try (InputStream in = SystemErrors.class.getResourceAsStream("system-errors.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("system-errors.properties", e);
        }
        Map<Cause, List<String>> said = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            String all = words.getProperty(cause.name()).toLowerCase(Locale.ROOT);
            said.put(cause, List.of(all.split("\\|")));
        }
        return said;
    }

    /// What the system said.
    static String reason(IOException e) {
        return e instanceof FileSystemException other && other.getReason() != null
                ? other.getReason()
                : requireNonNullElse(e.getMessage(), "no reason given");
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> strerror() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return Optional.empty();
        }
        try {
            AddressLayout text =
                    ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(4096, ValueLayout.JAVA_BYTE));
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("strerror")
                    .map(function ->
                            linker.downcallHandle(function, FunctionDescriptor.of(text, ValueLayout.JAVA_INT)));
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// In the encoding in which Java reads what the system says.
    private static Optional<String> words(MethodHandle strerror, int number) {
        try {
            MemorySegment text = (MemorySegment) strerror.invokeExact(number);
            Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
            int length = 0;
            while (text.get(ValueLayout.JAVA_BYTE, length) != 0) {
                length++;
            }
            return Optional.of(new String(text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), charset));
        } catch (Throwable e) {
            // Then the words of the list have to do.
            return Optional.empty();
        }
    }
}
