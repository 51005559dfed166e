package dev.blobdrop.core.identity;

import com.azure.core.credential.TokenCredential;

/// A link of the chain with its name.
record NamedCredential(String name, TokenCredential credential) {
    /// The library's own name of it.
    static String nameOf(TokenCredential link) {
        return link.getClass().getSimpleName();
    }
}
