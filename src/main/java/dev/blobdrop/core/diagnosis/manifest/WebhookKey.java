package dev.blobdrop.core.diagnosis.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The labels and annotations that the webhook of workload identity reads, and where:
/// <https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html>.
enum WebhookKey {
    USE("use", "labels", true, true, "A2"),
    CLIENT_ID("client-id", "annotations", false, true, "A4"),
    TENANT_ID("tenant-id", "annotations", false, true, "D7"),
    EXPIRATION("service-account-token-expiration", "annotations", true, true, "D17"),
    SKIP("skip-containers", "annotations", true, false, "A5"),
    SIDECAR("inject-proxy-sidecar", "annotations", true, false, "A10"),
    SIDECAR_PORT("proxy-sidecar-port", "annotations", true, false, "A10"),
    BINDING("use-identity-binding", "annotations", true, false, "A11");

    /// The prefix of the webhook's labels and annotations.
    static final String PREFIX = "azure.workload.identity/";

    /// The label that a pod must have.
    static final String USE_LABEL = PREFIX + "use";

    private static final String BARE = bare(PREFIX);

    private final String name;
    private final String part;
    private final boolean onPod;
    private final boolean onAccount;
    private final String row;

    WebhookKey(String name, String part, boolean onPod, boolean onAccount, String row) {
        this.name = name;
        this.part = part;
        this.onPod = onPod;
        this.onAccount = onAccount;
        this.row = row;
    }

    /// The key that was meant, compared by letters only, because people mistype dots, hyphens and
    /// capitals.
    static Optional<WebhookKey> meantBy(String key) {
        String letters = bare(key);
        return letters.startsWith(BARE)
                ? Arrays.stream(values())
                        .filter(known -> letters.equals(BARE + bare(known.name)))
                        .findFirst()
                : Optional.empty();
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    String key() {
        return PREFIX + name;
    }

    String row() {
        return row;
    }

    boolean isAt(String where, boolean pod) {
        return part.equals(where) && (pod ? onPod : onAccount);
    }

    String place() {
        return part.replaceFirst("s$", "") + " " + key() + " of the " + (onPod ? "pod template" : "service account");
    }
}
