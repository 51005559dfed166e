package dev.blobdrop.core.identity.link;

import com.azure.core.credential.TokenCredential;

/// A link of the chain with its name.
public record NamedCredential(String name, TokenCredential credential) {
    /// The library's own name of it.
    public static String nameOf(TokenCredential link) {
        return link.getClass().getSimpleName();
    }
}
