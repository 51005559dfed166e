package dev.blobdrop.core.net;

import com.azure.core.credential.TokenCredential;

/// A credential that can be told that the service refused its token.
public interface RenewableCredential extends TokenCredential {
    /// Forgets the cached tokens, so that the next request signs in again. The library may still
    /// have one in its own cache that is valid for more than five minutes by the local clock.
    void renew();
}
