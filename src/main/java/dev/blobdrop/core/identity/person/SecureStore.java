package dev.blobdrop.core.identity.person;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4jextensions.persistence.CacheFileAccessor;
import com.microsoft.aad.msal4jextensions.persistence.ICacheAccessor;
import com.microsoft.aad.msal4jextensions.persistence.linux.KeyRingAccessor;
import com.microsoft.aad.msal4jextensions.persistence.mac.KeyChainAccessor;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Keeps the token cache in the system's store for secrets: libsecret's keyring on Linux, the
/// Keychain on macOS, a file encrypted by DPAPI on Windows.
///
/// It is tested once with a dummy value. A store that fails later only loses the saved sign-in: a
/// failure here never fails a sign-in.
final class SecureStore implements ITokenCacheAccessAspect {
    private static final String NAME = "blobdrop";
    private static final String TOKENS = "tokens";

    /// A locked keyring first asks the person for its password.
    private static final int SECONDS_TO_UNLOCK = 60;

    private final ICacheAccessor accessor;
    private volatile Optional<String> obstacle;

    private SecureStore(ICacheAccessor accessor, Optional<String> obstacle) {
        this.accessor = accessor;
        this.obstacle = obstacle;
    }

    /// @param folder for the file that Windows encrypts, and for a time stamp on other systems
    static SecureStore open(Path folder, Environment environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean linux = !system.startsWith("windows") && !system.startsWith("mac");
        String missing = linux ? "no keyring" : "the system's secure store is not available";
        if (linux && !hasSessionBus(environment)) {
            return new SecureStore(new NoStore(), Optional.of(missing));
        }
        boolean works = withinLimit(() -> {
            ICacheAccessor probe = accessor(folder, system, "probe");
            byte[] value = "probe".getBytes(StandardCharsets.UTF_8);
            probe.write(value);
            boolean same = Arrays.equals(value, probe.read());
            probe.delete();
            return same;
        });
        return works
                ? new SecureStore(accessor(folder, system, TOKENS), Optional.empty())
                : new SecureStore(new NoStore(), Optional.of(missing));
    }

    /// Why nothing can be stored; empty if it can.
    Optional<String> obstacle() {
        return obstacle;
    }

    /// Deletes the stored tokens.
    void clear() {
        if (obstacle.isPresent()
                || !withinLimit(() -> {
                    accessor.delete();
                    return true;
                })) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "cannot-forget",
                            "Cannot delete the saved tokens",
                            "The system's secure store does not respond: " + obstacle.orElse("it failed") + ".")
                    .withRemedy("Unlock the keyring and run again")
                    .asException();
        }
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        guarded(() -> {
            byte[] known = accessor.read();
            if (known != null && known.length > 0) {
                context.tokenCache().deserialize(new String(known, StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        if (context.hasCacheChanged()) {
            guarded(() -> accessor.write(context.tokenCache().serialize().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void guarded(Runnable access) {
        if (obstacle.isEmpty()
                && !withinLimit(() -> {
                    access.run();
                    return true;
                })) {
            obstacle = Optional.of("the keyring failed");
        }
    }

    /// libsecret uses the session bus and would start one if there is none.
    private static boolean hasSessionBus(Environment environment) {
        return environment.get("DBUS_SESSION_BUS_ADDRESS").isPresent()
                || environment
                        .get("XDG_RUNTIME_DIR")
                        .map(folder -> Files.exists(Path.of(folder, "bus")))
                        .orElse(false);
    }

    private static ICacheAccessor accessor(Path folder, String system, String item) {
        try {
            PrivateFile.createFolder(folder);
            Path file = folder.resolve(item + ".cache");
            if (system.startsWith("windows")) {
                return new CacheFileAccessor(file.toString());
            }
            PrivateFile.write(file, new byte[0]);
            return system.startsWith("mac")
                    ? new KeyChainAccessor(file.toString(), NAME, item)
                    : new KeyRingAccessor(
                            file.toString(),
                            "default",
                            "dev.blobdrop",
                            "Blobdrop sign-in",
                            "application",
                            NAME,
                            "item",
                            item);
        } catch (IOException e) {
            throw new IllegalStateException("No file in " + folder, e);
        }
    }

    /// Runs with a time limit: the native libraries throw errors of all kinds if there is no store,
    /// and block if it is locked.
    private static boolean withinLimit(Supplier<Boolean> access) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("secure-store").start(() -> {
            try {
                done.complete(access.get());
            } catch (RuntimeException | Error e) {
                done.complete(false);
            }
        });
        try {
            return done.get(SECONDS_TO_UNLOCK, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// For a machine without a store: reads nothing and refuses to write.
    private static final class NoStore implements ICacheAccessor {
        @Override
        public byte[] read() {
            return new byte[0];
        }

        @Override
        public void write(byte[] data) {
            throw new IllegalStateException("There is no secure store");
        }

        @Override
        public void delete() {}
    }
}
