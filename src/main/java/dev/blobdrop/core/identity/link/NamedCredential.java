package dev.blobdrop.core.identity.link;

import com.azure.core.credential.TokenCredential;

/// A credential of the chain with its name.
public record NamedCredential(String name, TokenCredential credential) {
    /// The library's name of a credential.
    public static String nameOf(TokenCredential link) {
        return link.getClass().getSimpleName();
    }
}
