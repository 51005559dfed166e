package dev.blobdrop.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// What people have agreed to: authorization codes, device codes and refresh tokens, each good for
/// what Entra lets it be good for.
public final class PersonGrants {
    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token", "device_code", DEVICE_CODE);

    /// Without vowels, so that no word comes out.
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

    /// Who signed in where, for which application.
    record Person(String tenant, User user, String clientId) {}

    /// @param challenge of PKCE; empty when the client sent none
    record Code(Person person, String redirect, Optional<String> challenge, String nonce) {}

    /// @param approval empty until the user answers
    record Device(
            String userCode,
            String tenant,
            String clientId,
            Instant until,
            Instant asked,
            Optional<Approval> approval) {
        Device asked(Instant now) {
            return new Device(userCode, tenant, clientId, until, now, approval);
        }

        Device answered(Approval answer) {
            return new Device(userCode, tenant, clientId, until, asked, Optional.of(answer));
        }
    }

    /// @param person who agreed; empty when the person declined
    record Approval(Optional<Person> person) {}

    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, Person> refreshTokens = new ConcurrentHashMap<>();
    private volatile Duration deviceCodeLifetime;
    private volatile Duration interval;

    PersonGrants() {
        reset();
    }

    /// How long device codes issued from now on are good, and how often clients may ask.
    public void deviceCodes(Duration lifetime, Duration askEvery) {
        deviceCodeLifetime = lifetime;
        interval = askEvery;
    }

    Duration deviceCodeLifetime() {
        return deviceCodeLifetime;
    }

    Duration interval() {
        return interval;
    }

    /// Makes every remembered sign-in invalid, as a changed password does.
    public void revokeRefreshTokens() {
        refreshTokens.clear();
    }

    void reset() {
        codes.clear();
        devices.clear();
        refreshTokens.clear();
        deviceCodes(Duration.ofMinutes(15), Duration.ofSeconds(5));
    }

    static boolean isFor(String grant) {
        return GRANTS.contains(grant);
    }

    String issueCode(Code code) {
        String text = "0." + UUID.randomUUID();
        codes.put(text, code);
        return text;
    }

    String issueRefreshToken(Person person) {
        String text = "1." + UUID.randomUUID();
        refreshTokens.put(text, person);
        return text;
    }

    /// @return the device code, which the person never sees
    String issueDeviceCode(String tenant, String clientId) {
        String text = UUID.randomUUID().toString();
        devices.put(
                text,
                new Device(
                        userCode(),
                        tenant,
                        clientId,
                        Instant.now().plus(deviceCodeLifetime),
                        Instant.EPOCH,
                        Optional.empty()));
        return text;
    }

    Device device(String deviceCode) {
        return devices.get(deviceCode);
    }

    /// The device code behind what a person typed, while it can be answered.
    Optional<String> waiting(String userCode) {
        return devices.entrySet().stream()
                .filter(entry -> entry.getValue().userCode().equalsIgnoreCase(userCode.strip()))
                .filter(entry -> entry.getValue().until().isAfter(Instant.now()))
                .filter(entry -> entry.getValue().approval().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void answer(String deviceCode, Approval approval) {
        devices.computeIfPresent(deviceCode, (key, device) -> device.answered(approval));
    }

    /// The person that a token request proves to speak for, and the nonce for the id token.
    Map.Entry<Person, String> redeem(TokenForm form) throws EntraRefusal {
        return switch (form.text("grant_type")) {
            case "authorization_code" -> redeemCode(form);
            case "refresh_token" -> Map.entry(refresh(form), "");
            default -> Map.entry(poll(form), "");
        };
    }

    private Map.Entry<Person, String> redeemCode(TokenForm form) throws EntraRefusal {
        Code code = codes.remove(form.text("code"));
        if (code == null || !code.person().clientId().equals(form.text("client_id"))) {
            throw new EntraRefusal(PersonErrors.codeUnknown());
        }
        if (!code.redirect().equals(form.text("redirect_uri"))) {
            throw new EntraRefusal(PersonErrors.redirectDiffers());
        }
        boolean proven = code.challenge()
                .map(challenge -> challenge.equals(sha256(form.text("code_verifier"))))
                .orElse(true);
        if (!proven) {
            throw new EntraRefusal(PersonErrors.verifierWrong());
        }
        return Map.entry(code.person(), code.nonce());
    }

    private Person refresh(TokenForm form) throws EntraRefusal {
        Person person = refreshTokens.get(form.text("refresh_token"));
        if (person == null || !person.clientId().equals(form.text("client_id"))) {
            throw new EntraRefusal(PersonErrors.refreshTokenRevoked());
        }
        return person;
    }

    private Person poll(TokenForm form) throws EntraRefusal {
        String key = form.field("device_code").orElseGet(() -> form.text("code"));
        Device device = devices.get(key);
        Instant now = Instant.now();
        if (device == null || !device.until().isAfter(now)) {
            throw new EntraRefusal(PersonErrors.deviceCodeExpired());
        }
        if (device.approval().isEmpty()) {
            boolean early = now.isBefore(device.asked().plus(interval.dividedBy(2)));
            devices.put(key, device.asked(now));
            throw new EntraRefusal(early ? PersonErrors.slowDown() : PersonErrors.authorizationPending());
        }
        devices.remove(key);
        return device.approval().get().person().orElseThrow(() -> new EntraRefusal(PersonErrors.declined()));
    }

    private static String userCode() {
        var text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
